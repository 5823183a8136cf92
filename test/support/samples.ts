import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const PROJECT = resolve(__dirname, '../..');
const HEADING_OR_FENCE = /^#+ (?<heading>[^\n]*)$|^```(?<language>\w*)\n(?<text>.*?)^```$/gms;

export interface Sample {
  /** The heading above it. */
  heading: string;
  language: string;
  text: string;
}

/** Returns the fenced samples of a page of the repository, in order. */
export function samplesIn(page: string): Sample[] {
  let heading = '';
  return [...readFileSync(join(PROJECT, page), 'utf8').matchAll(HEADING_OR_FENCE)].flatMap(({ groups = {} }) => {
    heading = groups.heading ?? heading;
    const { language, text } = groups;
    return language === undefined || text === undefined ? [] : [{ heading, language, text }];
  });
}
