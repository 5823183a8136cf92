import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ASSETS_PATH = '/console/assets';

const TYPES = {
  'console.css': 'text/css; charset=utf-8',
  'console.js': 'text/javascript; charset=utf-8',
  'icons.svg': 'image/svg+xml',
  'favicon.svg': 'image/svg+xml',
} as const;

export type AssetName = keyof typeof TYPES;

export interface Asset {
  readonly type: string;
  readonly bytes: Buffer;
}

const names = Object.keys(TYPES) as AssetName[];
const assets = new Map(names.map((name) => [name, readAsset(name)]));
const byHashedName: ReadonlyMap<string, Asset> = new Map(
  [...assets.values()].map((asset) => [asset.hashedName, asset]),
);

/** Path of a file with a hash of its content, so that browsers can cache it forever. */
export function assetPath(name: AssetName): string {
  return `${ASSETS_PATH}/${assets.get(name)?.hashedName ?? name}`;
}

export function assetByHashedName(hashedName: string): Asset | undefined {
  return byHashedName.get(hashedName);
}

function readAsset(name: AssetName): Asset & { readonly hashedName: string } {
  const bytes = readFileSync(join(__dirname, 'assets', name));
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  return { type: TYPES[name], bytes, hashedName: name.replace('.', `.${hash}.`) };
}
