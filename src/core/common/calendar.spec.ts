import { Calendar, dateAfter, daysBetween, instantOf, wallClock } from './calendar';

const calendarIn = (zone: string) => new Calendar(zone);
const textOf = (moment: Date) => moment.toISOString();

describe('what the wall clock shows', () => {
  it.each([
    ['UTC', '2024-01-01T00:00:00.999Z', '2024-01-01 00:00:00'],
    ['Asia/Shanghai', '2024-12-31T16:00:00Z', '2025-01-01 00:00:00'],
    ['America/New_York', '2024-07-04T03:59:59Z', '2024-07-03 23:59:59'],
    ['America/New_York', '2024-12-04T03:59:59Z', '2024-12-03 22:59:59'],
    ['Asia/Kathmandu', '2024-06-30T18:15:00Z', '2024-07-01 00:00:00'],
    ['Pacific/Kiritimati', '2024-06-30T10:00:00Z', '2024-07-01 00:00:00'],
    ['Asia/Shanghai', '9999-12-31T16:00:00Z', '10000-01-01 00:00:00'],
    ['UTC', '+010000-01-01T00:00:00Z', '10000-01-01 00:00:00'],
  ])('in %s at %s', (zone, moment, clock) => {
    const calendar = calendarIn(zone);
    expect([calendar.dateTimeOf(new Date(moment)), calendar.dateOf(new Date(moment))]).toEqual([
      clock,
      clock.split(' ')[0],
    ]);
  });
});

describe('a day', () => {
  it.each([
    ['UTC', '2024-12-31', '2024-12-31T00:00:00.000Z', '2024-12-31T23:59:59.000Z'],
    ['Asia/Shanghai', '2024-12-31', '2024-12-30T16:00:00.000Z', '2024-12-31T15:59:59.000Z'],
    // 23 and 25 hours long.
    ['America/New_York', '2024-03-10', '2024-03-10T05:00:00.000Z', '2024-03-11T03:59:59.000Z'],
    ['America/New_York', '2024-11-03', '2024-11-03T04:00:00.000Z', '2024-11-04T04:59:59.000Z'],
    // Begins at one o'clock, because midnight is skipped.
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z', '2018-11-05T01:59:59.000Z'],
    // Has its last hour twice.
    ['America/Sao_Paulo', '2018-02-17', '2018-02-17T02:00:00.000Z', '2018-02-18T02:59:59.000Z'],
    // Has its first hour twice.
    ['America/Havana', '2024-11-03', '2024-11-03T04:00:00.000Z', '2024-11-04T04:59:59.000Z'],
  ])('in %s, %s', (zone, date, start, end) => {
    const calendar = calendarIn(zone);
    expect([textOf(calendar.startOf(date)), textOf(calendar.endOf(date))]).toEqual([start, end]);
  });

  it('that was left out of a calendar begins with the next one', () => {
    expect(textOf(calendarIn('Pacific/Apia').startOf('2011-12-30'))).toBe('2011-12-30T10:00:00.000Z');
  });
});

describe('days later', () => {
  it.each([
    ['UTC', '2024-02-28T10:00:00.123Z', 2, '2024-03-01T10:00:00.123Z'],
    ['Europe/Berlin', '2024-03-30T22:59:59.000Z', 1, '2024-03-31T21:59:59.000Z'],
    ['Europe/Berlin', '2024-10-26T21:59:59.000Z', 1, '2024-10-27T22:59:59.000Z'],
    // Half past two does not come on the day on which clocks are put forward…
    ['Europe/Berlin', '2024-03-30T01:30:00.000Z', 1, '2024-03-31T01:30:00.000Z'],
    // …and comes twice on the day on which they are put back.
    ['Europe/Berlin', '2024-10-26T00:30:00.000Z', 1, '2024-10-27T01:30:00.000Z'],
    ['Asia/Shanghai', '2024-12-31T15:59:59.000Z', 365_000, '3024-05-03T15:59:59.000Z'],
  ])('in %s, %s and %i', (zone, moment, days, later) => {
    expect(textOf(calendarIn(zone).addDays(new Date(moment), days))).toBe(later);
  });
});

it('counts from date to date', () => {
  expect([dateAfter('2024-01-01', 365), dateAfter('2024-01-01', -1)]).toEqual(['2024-12-31', '2023-12-31']);
  expect([daysBetween('2024-01-01', '2024-12-31'), daysBetween('2024-01-02', '2024-01-01')]).toEqual([365, -1]);
  expect([dateAfter('9999-12-31', 1), daysBetween('9999-12-31', '10000-01-01')]).toEqual(['10000-01-01', 1]);
});

describe('months later', () => {
  it.each([
    ['UTC', '2027-01-31T10:00:00.123Z', 1, '2027-02-28T10:00:00.123Z'],
    ['UTC', '2027-01-31T10:00:00.123Z', 2, '2027-03-31T10:00:00.123Z'],
    ['UTC', '2027-02-28T10:00:00.000Z', 1, '2027-03-28T10:00:00.000Z'],
    ['UTC', '2028-02-29T10:00:00.000Z', 12, '2029-02-28T10:00:00.000Z'],
    ['UTC', '2026-12-31T23:59:59.000Z', 14, '2028-02-29T23:59:59.000Z'],
    ['UTC', '9999-12-31T23:59:59.000Z', 1, '+010000-01-31T23:59:59.000Z'],
    ['Europe/Berlin', '2027-03-15T10:00:00.000Z', 1, '2027-04-15T09:00:00.000Z'],
    // Half past two does not come on the day on which clocks are put forward, and comes twice when they are put back.
    ['Europe/Berlin', '2027-02-28T01:30:00.000Z', 1, '2027-03-28T01:30:00.000Z'],
    ['Europe/Berlin', '2027-09-30T22:30:00.000Z', 1, '2027-10-31T23:30:00.000Z'],
  ])('in %s, %s and %i', (zone, moment, months, later) => {
    expect(textOf(calendarIn(zone).addMonths(new Date(moment), months))).toBe(later);
  });
});

it.each([
  ['+05:30', '2026-11-27 15:30:00'],
  ['-03:00', '2026-11-27 07:00:00'],
])('reads and writes local times at the offset %s', (zone, clock) => {
  expect(wallClock(new Date('2026-11-27T10:00:00Z'), zone)).toBe(clock);
  expect(instantOf(clock, zone)).toEqual(new Date('2026-11-27T10:00:00Z'));
});
