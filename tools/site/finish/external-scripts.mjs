import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BASE } from '../source/paths.mjs';

const INLINE_SCRIPT = /<script(?: id="[^"]*")?>(.*?)<\/script>/gs;
const STYLE_ATTRIBUTE = /(<[^>]*?) style="[^"]*"/g;

/** Moves the scripts in pages to files, and removes style attributes: the policy of the pages allows neither. */
export function externalScripts(folder) {
  for (const name of readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.html'))) {
    const file = join(folder, name);
    const html = readFileSync(file, 'utf8').replace(INLINE_SCRIPT, (_tag, script) => {
      const path = `assets/start.${createHash('sha256').update(script).digest('hex').slice(0, 8)}.js`;
      writeFileSync(join(folder, path), script);
      return `<script src="${BASE}${path}"></script>`;
    });
    writeFileSync(file, html.replace(STYLE_ATTRIBUTE, '$1'));
  }
}
