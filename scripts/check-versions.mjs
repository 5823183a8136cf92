// Fails when openapi.json, or the document that is named, breaks a dated version of the native API without a change of src/core/common/api-versions that names
// what differs. `--write` keeps the present shape as that of the newest version: of a new one, or of one that no release has.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { breaksOf, shapesOf } from './api-shapes.mjs';

const PROJECT = join(import.meta.dirname, '..');
/** The newest version whole; of each older one what differs from its successor. */
const FOLDER = join(PROJECT, 'test', 'api-versions');

const [named] = process.argv.slice(2).filter((name) => !name.startsWith('--'));

/** Characters of what differs in one line. */
const MOST_TEXT = 300;

const document = JSON.parse(readFileSync(named ?? join(PROJECT, 'openapi.json'), 'utf8'));
const shapes = shapesOf(document);
/** Newest first. */
const versions = document['x-api-versions'];
const [newest, ...older] = versions;

if (process.argv.includes('--write')) {
  write();
}
const problems = [...checkNewest(), ...older.flatMap(checkOlder)];
if (problems.length > 0) {
  console.error(problems.join('\n'));
  console.error(`
Programs of these versions would break. Add a version to src/core/common/api-versions/native-versions.ts with a change that names
the schemas and operations and rewrites them, and run \`node scripts/check-versions.mjs --write\`. Before the first release with
the version ${newest.version}, extend its changes instead.`);
  process.exitCode = 1;
} else {
  console.log(`The document keeps the versions ${versions.map(({ version }) => version).join(', ')}.`);
}

function checkNewest() {
  if (!existsSync(fileOf(newest))) {
    return [`${newest.version} has no snapshot: node scripts/check-versions.mjs --write`];
  }
  return sentences(newest, breaksOf(read(newest), shapes));
}

/** Each difference must be named by a change of a later version, and each change must have its difference. */
function checkOlder(version) {
  if (!existsSync(fileOf(version))) {
    return [`${version.version} has no snapshot`];
  }
  const breaks = breaksOf(read(version), shapes);
  const named = namedAfter(version);
  const unnamed = new Map([...breaks].filter(([name]) => !named.has(name)));
  const missing = [...named].filter((name) => name.startsWith('schema ') && !breaks.has(name));
  return [
    ...sentences(version, unnamed),
    ...missing.map((name) => `${version.version}: a later change names ${name}, which is as it was`),
  ];
}

function namedAfter({ version }) {
  const changes = versions.filter((later) => later.version > version).flatMap(({ changes }) => changes);
  return new Set(
    changes.flatMap(({ schemas, operations }) => [
      ...schemas.map((name) => `schema ${name}`),
      ...operations.map((name) => `operation ${name}`),
    ]),
  );
}

function sentences({ version }, breaks) {
  return [...breaks].map(([name, problems]) => `${version}: ${name}: ${problems.join(', ').slice(0, MOST_TEXT)}`);
}

function fileOf({ version }) {
  return join(FOLDER, `${version}.txt`);
}

function read(version) {
  const lines = readFileSync(fileOf(version), 'utf8').split('\n').filter(Boolean);
  return new Map(lines.map((text) => [text.slice(0, text.indexOf(': ')), text.slice(text.indexOf(': ') + 2)]));
}

function write() {
  mkdirSync(FOLDER, { recursive: true });
  const [previous] = older;
  // A new version: its predecessor keeps what differs.
  if (!existsSync(fileOf(newest)) && previous && existsSync(fileOf(previous))) {
    const former = read(previous);
    const differing = new Set(breaksOf(former, shapes).keys());
    save(previous, new Map([...former].filter(([name]) => differing.has(name))));
  }
  save(newest, shapes.lines);
}

function save(version, lines) {
  const text = [...lines].map(([name, shape]) => `${name}: ${shape}\n`).sort();
  writeFileSync(fileOf(version), text.join(''));
}
