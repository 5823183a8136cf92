// Writes the icons of the console as one SVG file: node scripts/console-icons.mjs. Add an icon in
// src/console/components/icon.tsx first.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = join(dirname(fileURLToPath(import.meta.url)), '..');
const packageDir = join(project, 'node_modules', 'lucide-static');

const source = readFileSync(join(project, 'src/console/components/icon.tsx'), 'utf8');
const [, list] = /ICONS = \[([^\]]*)\]/.exec(source);
const names = [...list.matchAll(/'([a-z0-9-]+)'/g)].map(([, name]) => name);

const symbols = names.map((name) => {
  const svg = readFileSync(join(packageDir, 'icons', `${name}.svg`), 'utf8');
  const [, shapes] = /<svg[^>]*>([^]*)<\/svg>/.exec(svg);
  return `  <symbol id="${name}" viewBox="0 0 24 24">${shapes.replace(/\s*\n\s*/g, '')}</symbol>`;
});
const license = readFileSync(join(packageDir, 'LICENSE'), 'utf8').trim();

writeFileSync(
  join(project, 'src/console/assets/icons.svg'),
  `<svg xmlns="http://www.w3.org/2000/svg">\n<!--\nIcons of Lucide, https://lucide.dev\n\n${license.replaceAll(/-{2,}/g, '…')}\n-->\n${symbols.join('\n')}\n</svg>\n`,
);
