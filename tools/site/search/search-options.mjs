/** Options of MiniSearch, for the build, which writes the index, and for pages and tests, which search in it. */

const STOP_WORDS = new Set(
  (
    'a an and are as at be been but by can could did do does for from get had has have how i if in into is it its may me my no not of ' +
    'on or our should so than that the their them then there these they this to was we what when where which who why will with would you your want'
  ).split(' '),
);

/** Words that people use for ours, by their stems. */
const SYNONYMS = {
  '2fa': 'second factor',
  mfa: 'second factor',
  totp: 'second factor',
  smtp: 'mail',
  computer: 'device',
  machine: 'device',
  pc: 'device',
  laptop: 'device',
  invoice: 'order',
  cancel: 'refund',
  container: 'docker',
  cluster: 'node',
  proxy: 'proxies',
  hwid: 'hardware',
  token: 'key',
  unsubscribe: 'mail',
};

/** A word as the index has it, or null if it says nothing. */
export function processTerm(term) {
  const word = term.toLowerCase().replace(/^e-?mails?$/, 'mail');
  return STOP_WORDS.has(word) ? null : stem(word);
}

function stem(word) {
  if (word.length < 5 || /[_\d]/.test(word)) {
    return word.length === 4 && /[^s]s$/.test(word) ? word.slice(0, -1) : word;
  }
  return word
    .replace(/ies$/, 'y')
    .replace(/(ss|sh|ch|x)es$/, '$1')
    .replace(/([^s])s$/, '$1')
    .replace(/(ing|ed)$/, '')
    .replace(/e$/, '');
}

/** Words of documents: codes and names of settings as a whole and in parts. */
export function tokenize(text) {
  const words = text.match(/[\p{L}\p{N}]+(?:[_.'-][\p{L}\p{N}]+)*/gu) ?? [];
  return words.flatMap((word) => (/[_.'-]/.test(word) ? [word, ...partsOf(word)] : [word]));
}

/** A single letter, such as that of "e-mail", says nothing. */
function partsOf(word) {
  return word.split(/[_.'-]/).filter((part) => part.length > 1);
}

export const INDEX_OPTIONS = {
  fields: ['page', 'heading', 'text'],
  storeFields: ['route', 'page', 'anchor', 'heading', 'start', 'weight'],
  processTerm,
  tokenize,
};

const SEARCH_OPTIONS = {
  boost: { page: 4, heading: 3, text: 1 },
  prefix: (term, index, terms) => index === terms.length - 1 && term.length > 2,
  fuzzy: (term) => (term.length > 5 ? 0.2 : false),
  boostDocument: (_id, _term, { weight }) => weight,
};

/**
 * The best section of each page that a question finds, best page first.
 * @param {import('minisearch').default} index
 */
export function searchPages(index, question, limit = 10) {
  const words = tokenize(question).map((word) => word.toLowerCase());
  const further = words.flatMap((word) => SYNONYMS[word] ?? []);
  const found = index.search([...words, ...further].join(' '), SEARCH_OPTIONS);
  const best = new Map();
  for (const section of found) {
    if (!best.has(section.route)) {
      best.set(section.route, section);
    }
  }
  return [...best.values()].slice(0, limit);
}
