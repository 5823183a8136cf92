import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { LANGUAGES, PAGE_LANGUAGES } from './language';
import { type TextNode, textsThatFit } from './text-types';

const added = new Map<string, TextNode>();

/**
 * Adds the languages of a folder to those of pages: `fr.json` has texts in the form of `src/core/i18n/en.json`. What it lacks,
 * and what does not fit the English text, is shown in English.
 * @param readEnglish called only if there are such files
 * @returns what is wrong with the files, for the log
 */
export function addLanguages(folder: string, readEnglish: () => TextNode): string[] {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.json')) : [];
  const english = files.length === 0 ? {} : readEnglish();
  return files.flatMap((file) => {
    const code = basename(file, '.json');
    const path = join(folder, file);
    if (LANGUAGES.some((language) => language === code) || !/^[a-z]{2,3}$/.test(code)) {
      return [`${path} is not used: its name is not the code of a further language, such as fr.json`];
    }
    try {
      const { texts, unfit } = textsThatFit(english, JSON.parse(readFileSync(path, 'utf8')) as unknown);
      added.set(code, texts);
      PAGE_LANGUAGES.push(...(PAGE_LANGUAGES.includes(code) ? [] : [code]));
      return unfit.length === 0 ? [] : [`${path}: ${unfit.length} texts are shown in English, such as ${unfit[0]}`];
    } catch (error) {
      return [`${path} is not used: ${String(error)}`];
    }
  });
}

/** The texts of an added language; undefined for another one. */
export function addedTexts(code: string): TextNode | undefined {
  return added.get(code);
}
