/** Colors of figures in charts and bars. */
type Look = 'usual' | 'bad' | 'warn' | 'other';

/** The color of each kind of figure, the same on every page. */
export const FIGURE_LOOKS = {
  /** Answers with which a program runs. */
  usable: 'usual',
  refused: 'bad',
  /** Seats that are in use, or were taken. */
  seats: 'usual',
  freedSeats: 'warn',
  devices: 'usual',
  licenses: 'usual',
  /** Rows of a report. */
  rows: 'usual',
  /** Amounts of a meter. */
  uses: 'usual',
  /** Downloads of the version that a page is about. */
  downloads: 'usual',
  otherDownloads: 'other',
  /** The share of the devices to which a version is offered. */
  rollout: 'usual',
} as const satisfies Readonly<Record<string, Look>>;

/** A kind of figure. */
export type FigureKind = keyof typeof FIGURE_LOOKS;

/** The class of a shape that shows figures of a kind. */
export function chartClass(kind: FigureKind): string {
  return `chart-${FIGURE_LOOKS[kind]}`;
}
