import { EDD } from './edd';
import type { ImportSource } from './import-source';
import { KEYGEN } from './keygen';
import { LEMON_SQUEEZY } from './lemon-squeezy';
import { LICENSEBOX } from './licensebox';
import { SOFTWARE_LICENSE_MANAGER } from './software-license-manager';
import { SPREADSHEETS } from './spreadsheets';
import { V2_SERVER } from './v2-server';

export const IMPORT_SOURCES: readonly ImportSource[] = [
  ...[LICENSEBOX, SOFTWARE_LICENSE_MANAGER, EDD, LEMON_SQUEEZY, KEYGEN, V2_SERVER],
  ...SPREADSHEETS,
];

export const SOURCE_NAMES = IMPORT_SOURCES.map(({ name }) => name);

export function sourceOf(name: string): ImportSource {
  const found = IMPORT_SOURCES.find((source) => source.name === name);
  if (!found) {
    throw new Error(`No import reads files of ${name}`);
  }
  return found;
}
