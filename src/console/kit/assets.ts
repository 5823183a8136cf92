import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ASSETS_PATH = '/console/assets';
const FOLDER = join(__dirname, '..', 'assets');

export type AssetName = 'console.css' | 'console.js' | 'portal.css' | 'portal.js' | 'icons.svg' | 'favicon.svg';

export interface Asset {
  readonly type: string;
  readonly bytes: Buffer;
}

/** No template of a script has more than one line. */
const INDENT = /^\s+/gm;
const COMMENT = /^\s*(?:\/\/.*|\/\*\*.*\*\/)$/gm;

const assets: Readonly<Record<AssetName, Asset>> = {
  'console.css': { type: 'text/css; charset=utf-8', bytes: joined('styles', (text) => text.replace(INDENT, '')) },
  // Each file has its own scope.
  'console.js': {
    type: 'text/javascript; charset=utf-8',
    bytes: joined('scripts', (text) => `(() => {\n${text.replace(COMMENT, '').replace(INDENT, '')}})();\n`),
  },
  // The customer portal has the parts of the console's look that all pages share.
  'portal.css': {
    type: 'text/css; charset=utf-8',
    bytes: Buffer.from(
      ['styles/base.css', 'styles/language.css', 'portal/portal.css']
        .map((name) => textOf(name).replace(INDENT, ''))
        .join(''),
    ),
  },
  'portal.js': { type: 'text/javascript; charset=utf-8', bytes: readFileSync(join(FOLDER, 'portal', 'portal.js')) },
  'icons.svg': { type: 'image/svg+xml', bytes: readFileSync(join(FOLDER, 'icons.svg')) },
  'favicon.svg': { type: 'image/svg+xml', bytes: readFileSync(join(FOLDER, 'favicon.svg')) },
};

const pathByName = new Map<string, string>();
const assetByPath = new Map<string, Asset>();
for (const [name, asset] of Object.entries(assets)) {
  const hash = createHash('sha256').update(asset.bytes).digest('hex').slice(0, 12);
  const hashedName = name.replace('.', `.${hash}.`);
  pathByName.set(name, `${ASSETS_PATH}/${hashedName}`);
  assetByPath.set(hashedName, asset);
}

/** Path of a file with a hash of its content, so that browsers can cache it forever. */
export function assetPath(name: AssetName): string {
  return pathByName.get(name) ?? `${ASSETS_PATH}/${name}`;
}

export function assetByHashedName(hashedName: string): Asset | undefined {
  return assetByPath.get(hashedName);
}

function textOf(name: string): string {
  return readFileSync(join(FOLDER, name), 'utf8');
}

/** All files of a folder as one: `base` first, then by name. */
function joined(folder: string, part: (text: string) => string): Buffer {
  const rank = (name: string): string => (name.startsWith('base.') ? '' : name);
  const names = readdirSync(join(FOLDER, folder)).sort((one, other) => (rank(one) < rank(other) ? -1 : 1));
  return Buffer.from(names.map((name) => part(readFileSync(join(FOLDER, folder, name), 'utf8'))).join(''));
}
