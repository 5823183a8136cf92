import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_DIR } from '../../src/core/common/project';
import type * as Lanes from '../lanes.cjs';

const { LANES, NAMES, laneOf }: typeof Lanes = jest.requireActual('../lanes.cjs');

const specs = ['src', 'test'].flatMap((root) =>
  readdirSync(join(PROJECT_DIR, root), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.spec.ts'))
    .map((path) => `${root}/${path.replaceAll('\\', '/')}`),
);

/** Runs no test. */
function listed(...options: string[]) {
  const script = join(PROJECT_DIR, 'scripts/test.mjs');
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...options], { encoding: 'utf8' });
  return { status, paths: stdout.split('\n').filter(Boolean), stderr };
}

it('each beginning of a path in the table of lanes has spec files', () => {
  const unused = Object.values(LANES)
    .flat()
    .filter((beginning) => !specs.some((path) => path.startsWith(beginning)));
  expect(unused).toEqual([]);
});

it('each lane has spec files, and the longest beginning decides', () => {
  expect(NAMES.filter((lane) => !specs.some((path) => laneOf(path) === lane))).toEqual([]);
  expect(laneOf('test/plugins/leads/v2-leads.spec.ts')).toBe('leads');
  expect(laneOf('test/apis/v2/license.spec.ts')).toBe('apis');
  expect(laneOf('test/core/verification/seats.spec.ts')).toBe('core');
});

it('--lane runs the files of these lanes, and no others', () => {
  const { status, paths } = listed('--lane', 'sales,portal', '--listTests');
  expect(status).toBe(0);
  const named = paths.map((path) => path.slice(PROJECT_DIR.length + 1).replaceAll('\\', '/'));
  expect(named.sort()).toEqual(specs.filter((path) => ['sales', 'portal'].includes(laneOf(path))).sort());
});

it('--lane names the lanes if there is none of this name', () => {
  const { status, stderr } = listed('--lane', 'sale');
  expect(status).toBe(2);
  expect(stderr).toBe(`Unknown lane: sale. The lanes are ${NAMES.join(', ')}.\n`);
});
