import { runJest } from '../support/run-jest';

it('the core with V2 alone issues, activates, checks and lists, and keeps the contract of V2', async () => {
  const { failures, passed } = await runJest('test/core-with-v2/jest.config.js');
  expect(failures).toEqual([]);
  expect(passed).toEqual(
    expect.arrayContaining([
      'issues, activates, checks and lists',
      "the contract's examples POST /api/license/activate",
      "the contract's examples POST /api/license/verify",
    ]),
  );
});
