import { parseCronItem } from 'graphile-worker';

const MINUTE = 60_000;
const WEEK_MINUTES = 7 * 24 * 60;

/** The next time that a schedule is due, within a week; null if it is not. */
export function nextRun(cron: string, now: Date): Date | null {
  const { match } = parseCronItem({ task: 'next-run', identifier: 'next-run', match: cron });
  const first = Math.floor(now.getTime() / MINUTE) + 1;
  for (let minute = first; minute < first + WEEK_MINUTES; minute++) {
    const at = new Date(minute * MINUTE);
    if (match(digestOf(at))) {
      return at;
    }
  }
  return null;
}

/** Schedules are in UTC. */
function digestOf(at: Date) {
  return {
    min: at.getUTCMinutes(),
    hour: at.getUTCHours(),
    date: at.getUTCDate(),
    month: at.getUTCMonth() + 1,
    dow: at.getUTCDay(),
  };
}
