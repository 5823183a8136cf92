import { type Run, runJest } from '../support/run-jest';

let run: Run;
beforeAll(async () => {
  run = await runJest('test/core-with-v2/jest.config.js');
}, 300_000);

it('the core with V2 alone starts, issues, activates, checks and lists', () => {
  expect(run.failures).toEqual([]);
  expect(run.passed).toContain('issues, activates, checks and lists');
});

it('the core with V2 alone keeps the contract of V2', () => {
  expect(run.passed.filter((title) => title.includes('/api/license/')).length).toBeGreaterThan(20);
});
