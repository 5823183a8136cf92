/** The scale of a chart: round numbers at equal distances. */
export interface Scale {
  /** From the top; those below zero are negative. */
  readonly lines: readonly number[];
  /** Distance from the top, as a share of the height. */
  heightOf(value: number): number;
}

const LINES = 3;
/** One to three parts above zero where numbers are opposed, and the other way round. */
const OPPOSED = [
  [3, 1],
  [2, 2],
  [1, 3],
] as const;
const ROUND = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

export function scaleOf(
  columns: readonly { readonly values: readonly number[] }[],
  kind: 'stacked' | 'opposed',
  limit = 0,
): Scale {
  const most = (of: (values: readonly number[]) => number): number =>
    Math.max(0, ...columns.map(({ values }) => of(values)));
  if (kind === 'stacked') {
    const highest = most((values) => values.reduce((sum, value) => sum + value, 0));
    return scale(LINES, 0, roundStep(Math.max(highest, limit) / LINES));
  }
  const [up, down] = [most(([first = 0]) => first), most(([, second = 0]) => second)];
  const [best] = OPPOSED.map(([above, below]) => ({
    above,
    below,
    step: roundStep(Math.max(up / above, down / below)),
  })).sort((a, b) => a.step - b.step);
  return scale(best?.above ?? LINES, best?.below ?? 0, best?.step ?? 1);
}

function scale(above: number, below: number, step: number): Scale {
  const parts = above + below;
  return {
    lines: Array.from({ length: parts + 1 }, (_, index) => (above - index) * step),
    heightOf: (value) => (above - value / step) / parts,
  };
}

/** A whole number that is at least as large. */
function roundStep(size: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(size, 1)));
  const steps = ROUND.map((round) => round * power).filter((step) => Number.isInteger(step) && step >= size);
  return steps[0] ?? 10 * power;
}
