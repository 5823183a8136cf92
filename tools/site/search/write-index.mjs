import MiniSearch from 'minisearch';
import { slug } from '../reference/markdown.mjs';
import { INDEX_OPTIONS } from './search-options.mjs';

/** Characters of a section that a result shows. */
const START = 140;
/** Sections of references are many and alike: pages that explain come first. */
const WEIGHTS = { start: 1.2, tasks: 1.2, reference: 0.9 };
const API_WEIGHT = 0.5;

/** The index of all sections of all pages, as JSON. */
export function searchIndex(pages) {
  const index = new MiniSearch(INDEX_OPTIONS);
  index.addAll(pages.flatMap(sectionsOf).map((section, id) => ({ id, ...section })));
  return JSON.stringify(index);
}

function sectionsOf({ route, reader, title, text }) {
  const isApi = route.startsWith('reference/api/');
  const weight = isApi ? API_WEIGHT : WEIGHTS[reader];
  const parts = headed(text).map(({ heading, body }, index) => {
    const plain = plainText(body);
    return {
      route,
      page: title,
      heading: index === 0 ? '' : heading,
      anchor: index === 0 ? '' : slug(heading),
      // The tables of the API are the document itself; its operations are found by their names.
      text: isApi ? plain.slice(0, 400) : plain,
      start: plain.slice(0, START),
      weight,
    };
  });
  return isApi ? parts.filter(({ heading }) => !heading.startsWith('Schema')) : parts;
}

/** The parts of a page: of each heading outside of fenced code. */
function headed(text) {
  const parts = [{ heading: '', body: '' }];
  let isCode = false;
  for (const row of text.split('\n')) {
    isCode = /^ *```/.test(row) ? !isCode : isCode;
    const [, marks, heading] = (!isCode && /^(#+) (.+)$/.exec(row)) || [];
    if (marks !== undefined && marks.length > 1) {
      parts.push({ heading: heading.replaceAll('`', ''), body: '' });
    } else if (marks === undefined) {
      parts.at(-1).body += `${row}\n`;
    }
  }
  return parts;
}

function plainText(markdown) {
  return markdown
    .replace(/<!--.*?-->/gs, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^[|\s:-]+$/gm, '')
    .replace(/[`*|]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
