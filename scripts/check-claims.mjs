// Checks the pages of docs/security against the code: each claim links a test or a line of code, in the form
//   [test](path "title of the test")   or   [code](path "words of a line")
// and both must exist. asvs.md has each requirement of levels 1 and 2 once, and its counts are computed: `--write` renews them.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const FOLDER = join(PROJECT, 'docs', 'security');
const ASVS = join(FOLDER, 'asvs.md');
/** Every row and list item of these pages is a claim, but for sections with the mark. */
const CLAIMING = new Set(['asvs.md', 'cryptography.md', 'hardening.md', 'logging.md', 'threat-model.md']);
const NO_CLAIMS = '<!-- no claims -->';
const LINK = /\[(test|code)\]\(([^\s)]+) "([^"]*)"\)/g;
const STATES = ['met', 'not met', 'not applicable'];
const COUNTS = /(<!-- counts -->\n).*?(<!-- \/counts -->)/s;

const problems = [];
const texts = new Map();

function textOf(file) {
  if (!texts.has(file)) {
    texts.set(file, existsSync(file) ? readFileSync(file, 'utf8').replaceAll("\\'", "'") : undefined);
  }
  return texts.get(file);
}

/** A title is a whole string of the test; words of code stand in one line. */
function isIn(text, kind, words) {
  return kind === 'test' ? ["'", '"', '`'].some((quote) => text.includes(quote + words + quote)) : text.includes(words);
}

function checkLinks(page, line, number) {
  const place = `${relative(PROJECT, page)}:${number}`;
  for (const [, kind, path, words] of line.matchAll(LINK)) {
    const text = textOf(resolve(dirname(page), path));
    if (text === undefined) {
      problems.push(`${place}: ${path} does not exist`);
    } else if (words === '' || !isIn(text, kind, words)) {
      problems.push(`${place}: ${path} has no ${kind === 'test' ? 'test' : 'code'} "${words}"`);
    }
  }
  return line.match(LINK)?.length ?? 0;
}

/** Rows of tables and list items, each with the number of its first line. */
function claimsIn(lines) {
  const claims = [];
  let isExempt = false;
  let isCode = false;
  lines.forEach((line, index) => {
    isCode = line.startsWith('```') ? !isCode : isCode;
    isExempt = line.startsWith('#') ? false : isExempt || line === NO_CLAIMS;
    if (isCode || isExempt) {
      return;
    }
    const isHead = /^\|[-| ]+\|$/.test(lines[index + 1] ?? '') || /^\|[-| ]+\|$/.test(line);
    if (/^\s*- /.test(line) || (line.startsWith('|') && !isHead)) {
      claims.push({ number: index + 1, text: line });
    } else if (/^ {2,}\S/.test(line) && claims.at(-1)?.text !== undefined) {
      claims.at(-1).text += line;
    }
  });
  return claims;
}

function checkPage(page) {
  const lines = readFileSync(page, 'utf8').split('\n');
  const links = lines.reduce((sum, line, index) => sum + checkLinks(page, line, index + 1), 0);
  const name = relative(FOLDER, page);
  if (CLAIMING.has(name)) {
    for (const { number, text } of claimsIn(lines)) {
      if (!text.match(LINK) && !/\| (not met|not applicable) \|/.test(text)) {
        problems.push(`docs/security/${name}:${number}: names no test and no code`);
      }
    }
  }
  return links;
}

/** Rows `| 1.2.3 | 2 | subject | state | by |` of asvs.md. */
function asvsRows(text) {
  return [...text.matchAll(/^\| (\d+\.\d+\.\d+) \| (\d) \| ([^|]+) \| ([^|]+) \| (.+) \|$/gm)].map(
    ([, id, level, subject, state, by]) => ({ id, level: Number(level), subject, state, by }),
  );
}

function countsOf(rows) {
  const row = (title, chosen) => {
    const counts = STATES.map((state) => chosen.filter((one) => one.state === state).length);
    return `| ${title} | ${[chosen.length, ...counts].join(' | ')} |`;
  };
  const levels = [1, 2].map((level) =>
    row(
      `level ${level}`,
      rows.filter((one) => one.level === level),
    ),
  );
  return [
    '| | requirements | met | not met | not applicable |',
    '|---|---|---|---|---|',
    ...levels,
    row('both', rows),
    '',
  ].join('\n');
}

function checkAsvs() {
  const text = readFileSync(ASVS, 'utf8');
  const rows = asvsRows(text);
  const expected = JSON.parse(readFileSync(join(FOLDER, 'asvs-requirements.json'), 'utf8'));
  const wanted = Object.entries(expected).flatMap(([level, ids]) => ids.map((id) => `${id} of level ${level}`));
  const found = rows.map(({ id, level }) => `${id} of level ${level}`);
  const missing = wanted.filter((one) => !found.includes(one));
  const unknown = found.filter((one, index) => !wanted.includes(one) || found.indexOf(one) !== index);
  missing.forEach((one) => problems.push(`docs/security/asvs.md: ${one} is missing`));
  unknown.forEach((one) => problems.push(`docs/security/asvs.md: ${one} is unknown or there twice`));
  rows
    .filter(({ state }) => !STATES.includes(state))
    .forEach(({ id, state }) => problems.push(`docs/security/asvs.md: ${id} is "${state}"`));
  const renewed = text.replace(COUNTS, (_, begin, end) => begin + countsOf(rows) + end);
  if (process.argv.includes('--write')) {
    writeFileSync(ASVS, renewed);
  } else if (renewed !== text) {
    problems.push('docs/security/asvs.md: the counts are others: node scripts/check-claims.mjs --write');
  }
  return rows.length;
}

const pages = [
  join(PROJECT, 'SECURITY.md'),
  ...readdirSync(FOLDER)
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(FOLDER, name)),
];
const links = pages.reduce((sum, page) => sum + checkPage(page), 0);
const requirements = existsSync(ASVS) ? checkAsvs() : 0;
problems.forEach((problem) => console.error(problem));
console.log(`${links} links to tests and code, ${requirements} requirements: ${problems.length} problems.`);
process.exitCode = problems.length === 0 ? 0 : 1;
