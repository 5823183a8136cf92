import { runJest } from '../support/run-jest';

jest.setTimeout(180_000);

/** Spec files with tests of every operation, of every entity and of every text. */
const SHARED = [
  ...['document-walk', 'hostile-requests', 'one-connection', 'product-scope', 'request-examples', 'roles'],
  ...['event-targets', 'console-words', 'migrations', 'messages', 'catalogue', 'error-codes'],
];

/** Tests of the module, and those that look at the declarations of all modules. */
const TITLES = [
  'own-module/openapi.json \\w+Reminders?\\b',
  'an own module',
  'finds events by the ID of everything that has one',
  'has a text for each error',
  'the texts are the same in every language',
  'the texts take only values',
  'the migrations make what the entities say',
  'reminder.created is a noun',
  'documents the row of each code once',
];

it('serves a module that is declared in its own folder and one list, with everything that it declares', async () => {
  const files = ['/reminders\\.test\\.ts$', ...SHARED.map((name) => `/${name}\\.spec\\.ts$`)];
  const { failures, passed } = await runJest('test/own-module/jest.config.js', files, TITLES);
  expect(failures).toEqual([]);
  expect(TITLES.filter((words) => !passed.some((title) => new RegExp(words).test(title)))).toEqual([]);
  expect(passed.filter((title) => title.includes('Reminder')).length).toBeGreaterThan(15);
});
