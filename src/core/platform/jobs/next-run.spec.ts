import { nextRun } from './next-run';

it.each([
  ['* * * * *', '2026-11-21T08:59:59.999Z', '2026-11-21T09:00:00.000Z'],
  ['17 * * * *', '2026-11-21T08:17:00.000Z', '2026-11-21T09:17:00.000Z'],
  ['41 3 * * *', '2026-12-31T04:00:00.000Z', '2027-01-01T03:41:00.000Z'],
  ['*/10 * * * *', '2026-11-21T08:51:00.000Z', '2026-11-21T09:00:00.000Z'],
])('of %s after %s is %s', (cron, now, expected) => {
  expect(nextRun(cron, new Date(now))?.toISOString()).toBe(expected);
});

it('is not known for a schedule that waits longer than a week', () => {
  expect(nextRun('0 0 1 6 *', new Date('2026-11-21T00:00:00Z'))).toBeNull();
});
