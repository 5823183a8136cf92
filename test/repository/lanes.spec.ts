import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { allFiles } from '../../src/core/common/declarations/declarations';
import { pluginFoldersIn } from '../../src/core/common/declarations/plugin-folders';
import { PROJECT_DIR } from '../../src/core/common/project';
import type * as Lanes from '../lanes.cjs';

const { GROUPS, SMOKE, lanesOf }: typeof Lanes = jest.requireActual('../lanes.cjs');

/** Folders of `test` for specs of no folder in `src`. Those of processes and debian are suites with configurations of their own. */
const OF_TESTS_ALONE = ['core-with-v2', 'debian', 'processes', 'repository', 'sdk', 'testkit'];
/** Plug-ins whose specs start processes. */
const IN_PROCESSES_ALONE = ['assistant'];

const specs = ['src', 'test'].flatMap((root) =>
  readdirSync(join(PROJECT_DIR, root), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.spec.ts'))
    .map((path) => `${root}/${path.replaceAll('\\', '/')}`),
);
const foldersIn = (path: string): string[] =>
  readdirSync(join(PROJECT_DIR, path), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );

/** Runs no test. */
function listed(...options: string[]) {
  const script = join(PROJECT_DIR, 'scripts/test.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...options], { encoding: 'utf8' });
  return { status, paths: stdout.split('\n').filter(Boolean), stderr };
}

const FOLDERS = [
  ...GROUPS.flatMap((group) => foldersIn(`src/${group}`).map((name) => `${group}/${name}`)),
  ...['pages', ...OF_TESTS_ALONE],
];

it('every spec file is in the folder of what it tests', () => {
  const misplaced = specs.filter(
    (path) => !FOLDERS.some((folder) => path.replace(/^\w+\//, '').startsWith(`${folder}/`)),
  );
  expect(misplaced).toEqual([]);
});

it('a name is that of one lane', () => {
  const names = [...GROUPS, 'smoke', ...FOLDERS.map((folder) => basename(folder))];
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

it('every plug-in has spec files', () => {
  const plugins = pluginFoldersIn(allFiles()).map(({ folder }) => basename(folder));
  const untested = plugins.filter((name) => !specs.some((path) => lanesOf(path).includes(name)));
  expect(untested).toEqual(IN_PROCESSES_ALONE);
});

it('the spec files of the smoke exist', () => {
  expect(SMOKE.filter((path) => !existsSync(join(PROJECT_DIR, path)))).toEqual([]);
});

it('--lane runs the files of these lanes, and no others', () => {
  const { status, paths } = listed('--lane', 'sales,portal', '--listTests');
  expect(status).toBe(0);
  const named = paths.map((path) => path.slice(PROJECT_DIR.length + 1).replaceAll('\\', '/'));
  expect(named).toContain('test/plugins/portal/portal.spec.ts');
  expect(named.sort()).toEqual(specs.filter((path) => /^(src|test)\/plugins\/(sales|portal)\//.test(path)).sort());
});

it('--lane names the lanes if there is none of this name', () => {
  const { status, stderr } = listed('--lane', 'sale');
  expect(status).toBe(2);
  expect(stderr).toMatch(/^Unknown lane: sale\. The lanes are .*\bcore, .*\bleads, .*\bsmoke, .*\bverification\.$/m);
});
