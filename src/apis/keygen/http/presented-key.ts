import type { IncomingHttpHeaders } from 'node:http';
import { headerText } from '../../../core/common';

const LICENSE = /^License +(.+)$/i;
const BASIC = /^Basic +([\w+/=-]+)$/i;
const OF_LICENSE = /^license:(.+)$/s;

/** The license key in `Authorization: License <key>` or `Basic license:<key>`, of any length. */
export function presentedKey({ authorization = '' }: IncomingHttpHeaders): string | undefined {
  const basic = BASIC.exec(authorization)?.[1];
  const key =
    basic === undefined
      ? headerText(LICENSE.exec(authorization)?.[1]?.trim() ?? '')
      : OF_LICENSE.exec(Buffer.from(basic, 'base64').toString())?.[1];
  return key === '' ? undefined : key;
}
