/** Most decimals of a credit. */
export const MAX_DECIMALS = 6;

const AMOUNT = /^(\d{1,15})(?:\.(\d{1,6}))?$/;

/** An amount in millionths; undefined if it is no amount, or has more decimals. */
export function partsOf(amount: number | string, decimals: number): bigint | undefined {
  const [, whole, written = ''] = AMOUNT.exec(String(amount)) ?? [];
  const fraction = written.replace(/0+$/, '');
  const isExact = typeof amount === 'string' || Number.isSafeInteger(amount);
  return whole === undefined || !isExact || fraction.length > decimals
    ? undefined
    : BigInt(whole + fraction.padEnd(MAX_DECIMALS, '0'));
}

/** The text of an amount in millionths, without zeros at its end. */
export function amountText(parts: bigint): string {
  const digits = String(parts).padStart(MAX_DECIMALS + 1, '0');
  const point = digits.length - MAX_DECIMALS;
  const fraction = digits.slice(point).replace(/0+$/, '');
  return digits.slice(0, point) + (fraction && `.${fraction}`);
}
