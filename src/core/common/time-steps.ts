import { Calendar, dateAfter, wallClock } from './calendar';

const HOUR = 3_600_000;

/** Spans of time that end now, and the steps in which charts show them. */
export const SPANS = ['24h', '7d', '14d', '30d'] as const;
export type Span = (typeof SPANS)[number];

interface Steps {
  readonly count: number;
  /** Hours in a step: hours count from now, longer steps from midnight. */
  readonly hours: number;
}

const STEPS: Readonly<Record<Span, Steps>> = {
  '24h': { count: 24, hours: 1 },
  '7d': { count: 28, hours: 6 },
  '14d': { count: 14, hours: 24 },
  '30d': { count: 30, hours: 24 },
};

/** A part of a span; the last one is in progress. */
export interface TimeStep {
  readonly from: Date;
  /** Exclusive. */
  readonly until: Date;
}

/** The steps of a span, oldest first, as the clocks of a time zone show them. */
export function timeSteps(span: Span, now: Date, timeZone: string): TimeStep[] {
  const { count, hours } = STEPS[span];
  // Formats are kept by name, and a time zone may be written in many ways.
  const zone = new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  const starts = hours === 1 ? hourStarts(count, now, zone) : startsOfDays(count, hours, now, zone);
  const ends = [...starts.slice(1), now];
  return starts.map((from, index) => ({ from, until: ends[index] ?? now }));
}

function hourStarts(count: number, now: Date, zone: string): Date[] {
  const [minutes = 0, seconds = 0] = wallClock(now, zone).slice(-'mm:ss'.length).split(':').map(Number);
  const current = now.getTime() - (minutes * 60 + seconds) * 1_000 - now.getUTCMilliseconds();
  return Array.from({ length: count }, (_, index) => new Date(current - (count - 1 - index) * HOUR));
}

function startsOfDays(count: number, hours: number, now: Date, zone: string): Date[] {
  const calendar = new Calendar(zone);
  const today = calendar.dateOf(now);
  const perDay = 24 / hours;
  const days = Math.ceil(count / perDay) + 1;
  const starts = Array.from({ length: days }, (_, index) => dateAfter(today, index + 1 - days)).flatMap((date) =>
    Array.from({ length: perDay }, (_, part) => calendar.startOf(date, part * hours)),
  );
  return starts.filter((start) => start <= now).slice(-count);
}
