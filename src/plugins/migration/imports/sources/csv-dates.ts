import { UnreadableFile } from './unreadable-file';

/** Order of day and month before the year. */
export const DATE_ORDERS = ['dmy', 'mdy'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

const YEAR_LAST = /^(\d\d?)([./-])(\d\d?)\2(\d{4})(.*)$/s;
const YEAR_FIRST = /^(\d{4})([./-])(\d\d?)\2(\d\d?)(.*)$/s;
const CLOCK = /^ (\d\d?):(\d\d)(:\d\d)?(?: ?([AP])M)?$/i;

/**
 * A date as spreadsheets write it, with the year first. With points, the day is before the month, as in Europe.
 * @throws UnreadableFile if it can be read in two ways, and no order is given
 */
export function isoDate(text: string, order: DateOrder | undefined): string {
  const [, year, , month = '', day = '', time = ''] = YEAR_FIRST.exec(text) ?? [];
  if (year !== undefined) {
    return joined(year, month, day, time);
  }
  const [, one = '', sign, other = '', last, rest = ''] = YEAR_LAST.exec(text) ?? [];
  if (last === undefined) {
    return text;
  }
  const isDayFirst = (sign === '.' ? 'dmy' : (onlyOrder(one, other) ?? order)) === 'dmy';
  if (sign !== '.' && onlyOrder(one, other) === undefined && order === undefined && one !== other) {
    throw new UnreadableFile(
      'dates_unclear',
      `The date ${text.slice(0, 40)} can be read in two ways. Choose with the option dates: dmy if the day stands first, mdy if the month does.`,
    );
  }
  return isDayFirst ? joined(last, other, one, rest) : joined(last, one, other, rest);
}

/** The order in which the numbers are a day and a month, if there is one only. */
function onlyOrder(one: string, other: string): DateOrder | undefined {
  return Number(one) > 12 ? 'dmy' : Number(other) > 12 ? 'mdy' : undefined;
}

function joined(year: string, month: string, day: string, time: string): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}${clockOf(time)}`;
}

/** Excel leaves out the zero of the hour, or counts to twelve twice. */
function clockOf(time: string): string {
  const [, hour, minute = '', second = '', half] = CLOCK.exec(time) ?? [];
  if (hour === undefined) {
    return time;
  }
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  return ` ${String(hours).padStart(2, '0')}:${minute}${second}`;
}
