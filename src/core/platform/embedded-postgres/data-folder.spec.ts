import { basename, join } from 'node:path';
import { defaultDataDir } from './data-folder';

const isRoot = process.getuid?.() === 0;

it('keeps the data of an installed package in the working directory, which npm does not replace', () => {
  const installed = defaultDataDir(join('/somewhere', 'node_modules', 'keyward'));
  expect(installed).toBe(defaultDataDir(process.cwd()));
  expect(basename(installed)).toMatch(isRoot ? new RegExp(`^${basename(process.cwd())}-[0-9a-f]{8}$`) : /^\.data$/);
});
