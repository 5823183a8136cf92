import type { RolloutStep } from '../../../../core/catalog/internal';

const STEP = /^(\d{1,3})\s*%?(?:[\s,]+(\d{4}-\d\d-\d\d)(?:[T ]+(\d\d:\d\d))?)?$/;

/**
 * Steps as people type them: a line for each, with its percentage and, unless it is taken by hand, its date and time in UTC.
 * Null without steps; the text as it is if a line is none of these.
 */
export function stepsIn(text: string): object[] | string | null {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const steps = lines.map((line) => {
    const [, percent, day, time = '00:00'] = STEP.exec(line) ?? [];
    const isValid = Number(percent) >= 1 && Number(percent) <= 100 && isDay(day, time);
    return isValid ? { percent: Number(percent), at: day === undefined ? null : `${day}T${time}:00Z` } : null;
  });
  if (steps.length === 0) {
    return null;
  }
  return steps.includes(null) ? text : steps.filter((step) => step !== null);
}

export function stepsText(steps: readonly RolloutStep[] | null): string {
  return (steps ?? [])
    .map(({ percent, at }) => (at === null ? String(percent) : `${percent} ${at.slice(0, 16).replace('T', ' ')}`))
    .join('\n');
}

function isDay(day: string | undefined, time: string): boolean {
  const instant = new Date(`${day}T${time}:00Z`);
  return day === undefined || (!Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(day));
}
