import { createHash } from 'node:crypto';

/**
 * Keys and devices are spread like real ones, and the database can make the same ones from a license's number: see
 * `KEY_SQL` and `DEVICE_SQL`.
 */
export function keyOf(number: number): string {
  return md5(`key ${number}`)
    .toUpperCase()
    .slice(0, 20)
    .replace(/(?<=.)(?=(?:.{4})+$)/g, '-');
}

export function deviceOf(number: number): string {
  return md5(`device ${number}`);
}

/** `keyOf` of the column `n`. */
export const KEY_SQL = `rtrim(regexp_replace(substr(upper(md5('key ' || n)), 1, 20), '(.{4})', '\\1-', 'g'), '-')`;

/** `deviceOf` of the column `n`. */
export const DEVICE_SQL = `md5('device ' || n)`;

/** Every tenth license is of the product of LIC's API, the others of V2's. */
export const LIC_SHARE = 10;

/** Random numbers of licenses from 1 to `licenses`. */
export function someNumbers(count: number, licenses: number, isLic = false): number[] {
  return Array.from({ length: count }, () => {
    const group = Math.floor(Math.random() * Math.max(1, Math.floor(licenses / LIC_SHARE))) * LIC_SHARE;
    return isLic ? group + LIC_SHARE : group + 1 + Math.floor(Math.random() * (LIC_SHARE - 1));
  });
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
