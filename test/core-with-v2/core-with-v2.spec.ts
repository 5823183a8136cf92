import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runJest } from '../support/run-jest';
import { IS_DEEP, sampleOf } from '../testkit/sample';

const CONTRACT = JSON.parse(readFileSync(join(__dirname, 'contract.json'), 'utf8')) as Record<string, string>;

it('the core with V2 alone issues, activates, checks and lists, and keeps the contract of V2', async () => {
  const sample = sampleOf(Object.entries(CONTRACT), 3);
  const specs = sample.map(([name]) => `apis/v2/${name}\\.spec`);
  const files = ['core-with-v2\\.test', ...specs];
  const titles = ['the core with V2 alone issues, activates, checks and lists', ...sample.map(([, title]) => title)];
  const parts = IS_DEEP ? [] : ['the core with V2 alone ', ...titles];
  const { failures, passed } = await runJest('test/core-with-v2/jest.config.js', files, parts);
  expect(failures).toEqual([]);
  expect(passed).toEqual(expect.arrayContaining(titles));
});
