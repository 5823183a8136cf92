// Writes the types of the console's texts: what src/core/i18n/en.json has, with the values that each text takes.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { buildIfStale } from './build-if-stale.mjs';

await buildIfStale();
const { typeOfTexts } = await import('../dist/core/i18n/text-types.js');

const FOLDER = join(import.meta.dirname, '..', 'src', 'core', 'i18n');
const TARGET = join(FOLDER, 'texts.generated.ts');

const read = (file) => JSON.parse(readFileSync(join(FOLDER, file), 'utf8'));
const translations = readdirSync(FOLDER)
  .filter((file) => /^[a-z]{2}[.]json$/.test(file) && file !== 'en.json')
  .map(read);

const source = `// Written by \`npm run texts\` from en.json.
import type { TaggedText, Text } from './text';

export type { TaggedText, Text };

/** The texts of each page. Plug-ins add theirs. */
export interface Texts ${typeOfTexts(read('en.json'), translations)}
`;
const config = await resolveConfig(TARGET);
writeFileSync(TARGET, await format(source, { ...config, parser: 'typescript' }));
