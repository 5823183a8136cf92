/** Most decimals of a credit. */
export const MAX_DECIMALS = 6;

/** Most smallest parts of one amount: numbers of JSON are exact up to here, with room for sums. */
export const MAX_PARTS = 999_999_999_999_999;

/** An amount of a credit as text. */
export const CREDIT_AMOUNT = /^(\d{1,15})(?:\.(\d{1,6}))?$/;

/** An amount in smallest parts, 10^-decimals each; undefined if it is no amount, has more decimals, or is too large. */
export function partsOf(text: string, decimals: number): number | undefined {
  const [, whole, written = ''] = CREDIT_AMOUNT.exec(text) ?? [];
  const fraction = written.replace(/0+$/, '');
  if (whole === undefined || fraction.length > decimals) {
    return undefined;
  }
  const parts = Number(whole + fraction.padEnd(decimals, '0'));
  return parts > MAX_PARTS ? undefined : parts;
}

/** The text of an amount in smallest parts, without zeros at its end. */
export function creditText(parts: number, decimals: number): string {
  const digits = String(Math.abs(parts)).padStart(decimals + 1, '0');
  const point = digits.length - decimals;
  const fraction = digits.slice(point).replace(/0+$/, '');
  return `${parts < 0 ? '-' : ''}${digits.slice(0, point)}${fraction && `.${fraction}`}`;
}
