import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ASSETS_PATH = '/console/assets';
const FOLDER = join(__dirname, '..', 'assets');

const TYPES = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
} as const;

export interface Asset {
  readonly type: string;
  readonly bytes: Buffer;
}

/** No template of a script has more than one line. */
const INDENT = /^\s+/gm;
const COMMENT = /^\s*(?:\/\/.*|\/\*\*.*\*\/)$/gm;
/** Comments of style sheets, breaks between their parts, and the last semicolon of a block. */
const SPARE = /\/\*.*?\*\/|(?<=[{};,:])\s+|\s+(?=\{)|;\s*(?=\})/gs;

const assetByName = new Map<string, Asset>();

/**
 * Adds a file that browsers load, and gives its path, which has a hash of the content, so that browsers can cache it forever.
 * Style sheets lose their comments and the breaks between their lines.
 */
export function addAsset(name: string, type: keyof typeof TYPES, text: string): string {
  const bytes = Buffer.from(type === 'css' ? text.replace(SPARE, '') : text);
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  const hashedName = `${name}.${hash}.${type}`;
  assetByName.set(hashedName, { type: TYPES[type], bytes });
  return `${ASSETS_PATH}/${hashedName}`;
}

export function assetByHashedName(hashedName: string): Asset | undefined {
  return assetByName.get(hashedName);
}

/** Paths of the files of all pages. */
export const ASSETS = {
  styles: addAsset('console', 'css', joined('styles')),
  // Each file has its own scope.
  scripts: addAsset('console', 'js', joined('scripts', inScope)),
  /** Scripts of pages of their own. */
  access: pageScript('access'),
  mailEditor: pageScript('mail-editor'),
  settings: pageScript('settings'),
  icons: addAsset('icons', 'svg', textOf('icons.svg')),
  favicon: addAsset('favicon', 'svg', textOf('favicon.svg')),
};

/** The style sheets of pages that are none of the console's: `sharedStyles('base.css')`. */
export function sharedStyles(...names: string[]): string {
  return names.map((name) => textOf(join('styles', name))).join('');
}

function inScope(text: string): string {
  return `(() => {\n${text.replace(COMMENT, '').replace(INDENT, '')}})();\n`;
}

function pageScript(name: string): string {
  return addAsset(name, 'js', inScope(textOf(join('page-scripts', `${name}.js`))));
}

function textOf(name: string): string {
  return readFileSync(join(FOLDER, name), 'utf8');
}

/** All files of a folder as one: `base` first, then by name. */
function joined(folder: string, part = (text: string): string => text): string {
  const rank = (name: string): string => (name.startsWith('base.') ? '' : name);
  const names = readdirSync(join(FOLDER, folder)).sort((one, other) => (rank(one) < rank(other) ? -1 : 1));
  return names.map((name) => part(textOf(join(folder, name)))).join('');
}
