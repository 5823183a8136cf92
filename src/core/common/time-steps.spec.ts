import { timeSteps } from './time-steps';

const NOW = new Date('2027-03-28T14:42:10.500Z');

function starts(...parameters: Parameters<typeof timeSteps>): string[] {
  return timeSteps(...parameters).map(({ from }) => from.toISOString());
}

it('divides a day into hours of the clock, also where clocks differ by half an hour', () => {
  const steps = timeSteps('24h', NOW, 'Asia/Kolkata');
  expect(steps).toHaveLength(24);
  expect(steps[0]?.from.toISOString()).toBe('2027-03-27T15:30:00.000Z');
  expect(steps.at(-1)).toEqual({ from: new Date('2027-03-28T14:30:00.000Z'), until: NOW });
});

it('divides a month into days of the time zone, one of which has 23 hours', () => {
  const days = starts('30d', NOW, 'Europe/Berlin');
  expect(days).toHaveLength(30);
  expect(days.slice(-2)).toEqual(['2027-03-26T23:00:00.000Z', '2027-03-27T23:00:00.000Z']);
  expect(starts('14d', new Date('2027-03-29T00:00:00Z'), 'Europe/Berlin').at(-1)).toBe('2027-03-28T22:00:00.000Z');
});

it('divides a week into quarters of days', () => {
  const quarters = starts('7d', NOW, 'Europe/Berlin');
  expect(quarters).toHaveLength(28);
  expect(quarters.slice(-4)).toEqual([
    '2027-03-27T17:00:00.000Z',
    '2027-03-27T23:00:00.000Z',
    '2027-03-28T04:00:00.000Z',
    '2027-03-28T10:00:00.000Z',
  ]);
});

it.each(['24h', '7d', '14d', '30d'] as const)('has no gap in %s', (span) => {
  for (const zone of ['UTC', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'America/Santiago']) {
    const steps = timeSteps(span, NOW, zone);
    expect(steps.slice(1).map(({ from }) => from)).toEqual(steps.slice(0, -1).map(({ until }) => until));
    expect(steps.every(({ from, until }) => from < until)).toBe(true);
  }
});
