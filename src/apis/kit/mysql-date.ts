const PARTS = /^(\d{4}|\d{2})[\p{P}\p{S}]+(\d{1,2})[\p{P}\p{S}]+(\d{1,2})(?:[T\s].*)?$/su;
const DIGITS = /^(\d{4}|\d{2})(\d{2})(\d{2})(?:\d{6})?$/;

/**
 * A date as MySQL reads it, as `YYYY-MM-DD`: with any sign between year, month and day, or none, with two digits of the year, and
 * with a time of day, which is left out. Null for MySQL's date without a value. Undefined if there is no such day.
 */
export function mysqlDate(text: string): string | null | undefined {
  const [, year = '', month = '', day = ''] = DIGITS.exec(text.trim()) ?? PARTS.exec(text.trim()) ?? [];
  if (year === '') {
    return undefined;
  }
  const date = [fullYear(year), month.padStart(2, '0'), day.padStart(2, '0')].join('-');
  if (/^0+$/.test(year + month + day)) {
    return null;
  }
  const read = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(date) ? date : undefined;
}

function fullYear(digits: string): string {
  return digits.length === 4 ? digits : `${Number(digits) < 70 ? '20' : '19'}${digits}`;
}
