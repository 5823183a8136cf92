// Asks the index of the built site the questions on standard input, a JSON array, and prints the routes of the pages found for each.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import MiniSearch from 'minisearch';
import { SITE } from '../source/paths.mjs';
import { INDEX_OPTIONS, searchPages } from './search-options.mjs';

const index = MiniSearch.loadJSON(readFileSync(join(SITE, 'search.json'), 'utf8'), INDEX_OPTIONS);
const questions = JSON.parse(await text(process.stdin));
const found = questions.map((question) => searchPages(index, question).map(({ route }) => route));
process.stdout.write(JSON.stringify(found));
