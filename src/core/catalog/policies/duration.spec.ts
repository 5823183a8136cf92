import { Calendar } from '../../common/calendar';
import { type Duration, durationOf, endOfTerm, longerBy, monthsInDays, monthsOf, spanOf } from './duration';

const utc = new Calendar('UTC');
const end = (start: string, duration: Duration, calendar = utc) =>
  endOfTerm(new Date(start), duration, calendar).toISOString();
const months = (count: number): Duration => ({ durationDays: monthsInDays(count), durationMonths: count });

describe('the end of a term', () => {
  it.each([
    ['in days', '2027-01-31T10:00:00.123Z', { durationDays: 30, durationMonths: null }, '2027-03-02T10:00:00.123Z'],
    ['of one month', '2027-01-31T10:00:00.123Z', months(1), '2027-02-28T10:00:00.123Z'],
    ['of one month, in a leap year', '2028-01-31T10:00:00.000Z', months(1), '2028-02-29T10:00:00.000Z'],
    ['of a year from 29 February', '2028-02-29T10:00:00.000Z', months(12), '2029-02-28T10:00:00.000Z'],
    ['of four years from 29 February', '2028-02-29T10:00:00.000Z', months(48), '2032-02-29T10:00:00.000Z'],
    ['over the end of a year', '2027-12-31T23:59:59.000Z', months(2), '2028-02-29T23:59:59.000Z'],
    [
      'of months and days',
      '2027-01-31T10:00:00.000Z',
      { durationDays: 37, durationMonths: 1 },
      '2027-03-07T10:00:00.000Z',
    ],
    // A node of a release that counts days alone has shortened it.
    [
      'with fewer days than months',
      '2027-01-31T10:00:00.000Z',
      { durationDays: 7, durationMonths: 12 },
      '2027-02-07T10:00:00.000Z',
    ],
  ])('%s', (_name, start, duration, expected) => {
    expect(end(start, duration)).toBe(expected);
  });

  it('keeps the time of day of the time zone when clocks change, and the date there', () => {
    const berlin = new Calendar('Europe/Berlin');
    // 00:30 on 1 March in Berlin, still February in UTC.
    expect(end('2027-02-28T23:30:00.000Z', months(1), berlin)).toBe('2027-03-31T22:30:00.000Z');
    expect(end('2027-10-15T10:00:00.000Z', months(1), berlin)).toBe('2027-11-15T11:00:00.000Z');
  });

  it.each(['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Shanghai', 'Pacific/Apia'])(
    'is later for a longer term, and never before the start, in %s',
    (zone) => {
      const calendar = new Calendar(zone);
      for (let day = 0; day < 1_461; day += 47) {
        const start = Date.UTC(2027, 0, 1 + day, day % 24, 30);
        const ends = Array.from({ length: 26 }, (_, count) =>
          endOfTerm(new Date(start), months(count), calendar).getTime(),
        );
        expect([start, ...ends]).toEqual([start, ...ends].sort((one, other) => one - other));
      }
    },
  );
});

it('extends a term by months or days, as those who count days alone see it', () => {
  const year = longerBy({ days: 180, months: 6 }, months(6));
  expect(year).toEqual({ durationDays: 365, durationMonths: 12 });
  const mixed = longerBy({ days: 30, months: 1 }, { durationDays: 14, durationMonths: null });
  expect(mixed).toEqual({ durationDays: 44, durationMonths: 1 });
  expect(longerBy({ days: 5 }, mixed)).toEqual({ durationDays: 49, durationMonths: 1 });
  expect(longerBy({ days: 30, months: 1 }, { durationDays: null, durationMonths: null }).durationDays).toBeNull();
  expect([monthsOf(year), monthsOf(mixed)]).toEqual([12, 0]);
});

it('reads a term in days or in months, and refuses days without the months', () => {
  expect(durationOf(undefined, undefined)).toEqual({});
  expect(durationOf(30)).toEqual({ durationDays: 30, durationMonths: null });
  expect(durationOf(null)).toEqual({ durationDays: null, durationMonths: null });
  expect(durationOf(null, 13)).toEqual({ durationDays: 395, durationMonths: 13 });
  expect(durationOf(365, 12)).toEqual(durationOf(undefined, 12));
  expect(durationOf(undefined, null)).toEqual({ durationMonths: null });
  expect(durationOf(366, 12)).toEqual({ durationDays: 366, durationMonths: 12 });
  expect(() => durationOf(364, 12)).toThrow(expect.objectContaining({ rule: 'DAYS_WITHOUT_MONTHS' }));
});

it('takes one of days, months and years', () => {
  expect(spanOf({ years: 2 })).toEqual({ days: 730, months: 24, field: 'years' });
  expect(spanOf({ months: 1 })).toEqual({ days: 30, months: 1, field: 'months' });
  expect([spanOf({}), spanOf({ days: 1, months: 1 })]).toEqual([undefined, undefined]);
});
