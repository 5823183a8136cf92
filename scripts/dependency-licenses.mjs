// Checks the licenses of all packages of the lock files against a list, and docs/security/dependencies.md against the lock
// file of the server: `--write` writes the page anew.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const PAGE = join(PROJECT, 'docs', 'security', 'dependencies.md');

/** Licenses that allow use in a product of any license, with nothing but a notice. */
const ALLOWED = new Set([
  ...['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'ISC', 'MIT', 'MIT-0', 'PostgreSQL'],
  ...['Python-2.0', 'Unlicense', 'Zlib', 'CC0-1.0'],
]);
/** Others, for tools that are not shipped: what they make is not under their license. */
const ALLOWED_IN_TOOLS = new Set(['CC-BY-3.0', 'CC-BY-4.0', 'GPL-2.0-or-later', 'LGPL-3.0-only', 'MPL-2.0']);
/** Packages whose package.json names no license, by what their files say. */
const UNNAMED = { pause: 'MIT', '@php-wasm/util': 'GPL-2.0-or-later' };

const read = (...path) => JSON.parse(readFileSync(join(PROJECT, ...path), 'utf8'));

function licenseOf(folder, path, { license }) {
  if (license !== undefined) {
    return license;
  }
  const name = path.split('node_modules/').at(-1);
  try {
    const { license: own, licenses } = read(folder, path, 'package.json');
    return own?.type ?? own ?? licenses?.map(({ type }) => type).join(' OR ') ?? UNNAMED[name];
  } catch {
    // Packages of other platforms are not installed.
    return UNNAMED[name];
  }
}

/** One of the alternatives, and all that are joined, must be allowed. */
function isAllowed(expression, allowed) {
  return expression
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((one) => one.split(' AND ').every((license) => allowed.has(license)));
}

function packagesIn(folder) {
  return Object.entries(read(folder, 'package-lock.json').packages)
    .filter(([path]) => path !== '')
    .map(([path, entry]) => ({
      name: path.split('node_modules/').at(-1),
      version: entry.version,
      license: licenseOf(folder, path, entry),
      isShipped: folder === '.' && entry.dev !== true,
    }));
}

function pageOf(packages) {
  const shipped = packages.filter(({ isShipped }) => isShipped);
  const rows = [...new Set(shipped.map(({ name, version, license }) => `| ${name} | ${version} | ${license} |`))];
  const countOf = (license) => rows.filter((row) => row.endsWith(`| ${license} |`)).length;
  const summary = [...new Set(shipped.map(({ license }) => license))]
    .sort((one, other) => countOf(other) - countOf(one) || (one < other ? -1 : 1))
    .map((license) => `${license} (${countOf(license)})`);
  return `# Dependencies

Written by \`npm run licenses -- --write\` from the lock file. \`npm run check\` refuses a package whose license is not in the list of
[scripts/dependency-licenses.mjs](../../scripts/dependency-licenses.mjs), and a page that is not up to date.

- A package needs a reason that a standard function, the framework or twenty clear lines could not give. Packages are upgraded by hand,
  one at a time ([CONTRIBUTING.md](../../CONTRIBUTING.md)); a vulnerability counts as one of Keyward: [SECURITY.md](../../SECURITY.md).
- npm verifies the content of each by the hash in the lock file, and the image runs no script of a package while it is built.
- The image has their list as CycloneDX: [deploy.md](../deploy.md#the-image).

The server ships ${rows.length} packages of npm, those for other platforms among them: ${summary.join(', ')}. Further ones, for tests and
tools, are not shipped; some of those have MPL-2.0, LGPL-3.0, CC-BY-4.0 or, for the check of PHP samples, GPL-2.0. The embedded PostgreSQL is under the license of PostgreSQL.

| package | version | license |
|---|---|---|
${rows.sort().join('\n')}
`;
}

const server = packagesIn('.');
const all = [...server, ...packagesIn('tools')];
const problems = all
  .filter(({ license, isShipped }) => {
    const allowed = isShipped ? ALLOWED : new Set([...ALLOWED, ...ALLOWED_IN_TOOLS]);
    return typeof license !== 'string' || !isAllowed(license, allowed);
  })
  .map(({ name, version, license }) => `${name} ${version} has the license ${license ?? '(none named)'}`);

const page = pageOf(server);
if (process.argv.includes('--write')) {
  writeFileSync(PAGE, page);
} else if (readFileSync(PAGE, 'utf8') !== page) {
  problems.push('docs/security/dependencies.md is not up to date: npm run licenses -- --write');
}
[...new Set(problems)].forEach((problem) => console.error(problem));
console.log(`${all.length} packages: ${problems.length} problems.`);
process.exitCode = problems.length === 0 ? 0 : 1;
