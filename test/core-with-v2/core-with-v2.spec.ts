import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runJest } from '../support/run-jest';
import { sampleOf } from '../testkit/sample';

const CONTRACT = JSON.parse(readFileSync(join(__dirname, 'contract.json'), 'utf8')) as Record<string, string>;

it('the core with V2 alone issues, activates, checks and lists, and keeps the contract of V2', async () => {
  const sample = sampleOf(Object.entries(CONTRACT), 3);
  const specs = sample.map(([name]) => `apis/v2/${name}\\.spec`);
  const { failures, passed } = await runJest('test/core-with-v2/jest.config.js', ['core-with-v2\\.test', ...specs]);
  expect(failures).toEqual([]);
  const titles = sample.map(([, title]) => title);
  expect(passed).toEqual(expect.arrayContaining(['issues, activates, checks and lists', ...titles]));
});
