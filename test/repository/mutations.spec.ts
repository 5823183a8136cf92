import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_DIR } from '../../src/core/common/project';
import type * as Areas from '../mutations/areas.cjs';
import type * as Equivalents from '../mutations/equivalent.cjs';
import type * as Patches from '../mutations/patches.cjs';

const { AREAS, areaOf }: typeof Areas = jest.requireActual('../mutations/areas.cjs');
const { EQUIVALENT }: typeof Equivalents = jest.requireActual('../mutations/equivalent.cjs');
const { PATCHES }: typeof Patches = jest.requireActual('../mutations/patches.cjs');

const textOf = (file: string): string => readFileSync(join(PROJECT_DIR, file), 'utf8');
const filesIn = (folder: string): string[] =>
  readdirSync(join(PROJECT_DIR, folder), { recursive: true, encoding: 'utf8' }).map(
    (name) => `${folder}/${name.replaceAll('\\', '/')}`,
  );

it('the text that a patch replaces is once in its file', () => {
  const others = PATCHES.filter(({ file, find }) => textOf(file).split(find).length !== 2);
  expect(others.map(({ area, fault }) => `${area}: ${fault}`)).toEqual([]);
});

it('a patch changes its file, and is of an area that has specs', () => {
  expect(PATCHES.filter(({ find, replace }) => find === replace)).toEqual([]);
  expect(PATCHES.filter(({ area }) => !(area in AREAS))).toEqual([]);
  expect(new Set(PATCHES.map(({ file, find, replace }) => [file, find, replace].join())).size).toBe(PATCHES.length);
});

it('each beginning of a path in the table of areas has files or specs', () => {
  const sources = filesIn('src').filter((path) => areaOf(path) !== undefined);
  const specs = [...filesIn('src'), ...filesIn('test')].filter((path) => path.endsWith('.spec.ts'));
  const missing = Object.values(AREAS).flatMap((area) => [
    ...area.files.filter((beginning) => !sources.some((path) => path.startsWith(beginning))),
    ...area.specs.filter((beginning) => !specs.some((path) => path.startsWith(beginning))),
  ]);
  expect(missing).toEqual([]);
  expect(PATCHES.filter(({ spec }) => !specs.some((path) => path.startsWith(spec)))).toEqual([]);
});

it('the code of a mutant that no test can notice is still there', () => {
  const plain = (text: string): string => text.replace(/\s+/g, ' ');
  expect(EQUIVALENT.filter(({ file, code }) => !plain(textOf(file)).includes(code))).toEqual([]);
});
