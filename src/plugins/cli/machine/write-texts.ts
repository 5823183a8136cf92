import { readFileSync, writeFileSync } from 'node:fs';
import { readProjectFile } from '../../../core/common/project';
import { type TextNode, typeOfTexts } from '../../../core/i18n/text-types';
import { CliError } from '../kit/cli-error';

type Pages = Readonly<Record<string, TextNode>>;

/** Built with the command line. */
const SERVER_TEXTS = 'dist/core/i18n/en.json';

/** Writes the types of the texts of a plug-in beside them: of its own pages, without what it adds to those of the server. */
export function writeTextsCommand(file: string): void {
  const target = file.replace(/[.]json$/, '.d.ts');
  if (target === file) {
    throw new CliError(`${file} is not a file *.texts.json`);
  }
  const { en = {}, ...others } = read(file);
  const known = Object.keys(JSON.parse(readProjectFile(SERVER_TEXTS)) as Pages);
  const own = Object.entries(en).filter(([page]) => !known.includes(page));
  const type = typeOfTexts(Object.fromEntries(own), Object.values(others));
  writeFileSync(
    target,
    `// Written by \`keyward texts ${file}\`.
import type { TaggedText, Text } from 'keyward/texts';

declare module 'keyward/texts' {
  interface Texts ${type}
}
`,
  );
}

function read(file: string): Readonly<Record<string, Pages>> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, Pages>;
  } catch (error) {
    throw new CliError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
