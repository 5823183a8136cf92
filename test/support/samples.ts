import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const PROJECT = resolve(__dirname, '../..');
const HEADING_OR_FENCE =
  /^#+ (?<heading>[^\n]*)$|(?:^ *<!-- (?<mark>[^\n]*) -->\n)?^(?<indent> *)```(?<language>\w*)\n(?<text>.*?)^\k<indent>```$/gms;

export interface Sample {
  /** The heading above it. */
  heading: string;
  language: string;
  text: string;
  /** Text of the comment in the line before it: what a test does with it. */
  mark: string | undefined;
}

/** Returns the fenced samples of a page of the repository, in order. */
export function samplesIn(page: string): Sample[] {
  let heading = '';
  return [...readFileSync(join(PROJECT, page), 'utf8').matchAll(HEADING_OR_FENCE)].flatMap(({ groups = {} }) => {
    heading = groups.heading ?? heading;
    const { language, text, indent = '', mark } = groups;
    return language === undefined || text === undefined
      ? []
      : [{ heading, language, text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''), mark }];
  });
}
