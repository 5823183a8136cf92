import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_DIR, readProjectFile } from '../../src/core/common/project';
import { buildDocument } from '../../src/core/openapi/build-document';
import { documentText } from '../../src/core/openapi/document-text';
import { FORM_ONLY, FormOnlyModule } from '../form-only/api';
import { type Run, runJest } from '../support/run-jest';
import { TestServer } from '../testkit/server';

const FILE = 'test/form-only/openapi.json';

/** Spec files with tests of every API, every module, or everything that they declare. */
const SHARED = [
  ...[
    'document-walk',
    'documents',
    'error-tables',
    'hostile-requests',
    'one-connection',
    'read-round-trips',
    'request-examples',
  ],
  ...[
    'identity/roles',
    'identity/routes',
    'product-scope',
    'unauthenticated',
    'contract-endpoints',
    'console/dialects',
  ],
  ...['event-targets', 'console/words', 'migrations', 'messages', 'catalogue', 'error-codes'],
];

/** Tests of the API and those that look at all APIs at once. */
const OF_API = ['form-only', 'to everybody', 'every route in a document', 'every API has the limit'];

/** Tests of the module and those that look at the declarations of all modules. */
const OF_MODULE = [
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

let run: Run;
beforeAll(async () => {
  const files = ['/reminders\\.test\\.ts$', ...SHARED.map((name) => `/${name}\\.spec\\.ts$`)];
  run = await runJest('test/processes/additions.jest.config.js', files, [...OF_API, ...OF_MODULE]);
});

// After a change that all documents have, write it anew: UPDATE_DOCUMENT=1 npm run test:processes -- additions
it('builds the committed document of an API that only tests have', async () => {
  const added = { dialect: FORM_ONLY, module: FormOnlyModule };
  const { app } = await TestServer.start({}, undefined, undefined, added);
  const built = buildDocument(app, { file: FILE, dialect: FORM_ONLY, modules: [FormOnlyModule] });
  const text = documentText(built);
  if (process.env.UPDATE_DOCUMENT) {
    writeFileSync(join(PROJECT_DIR, FILE), text);
  }
  expect(JSON.parse(readProjectFile(FILE))).toEqual(JSON.parse(text));
});

it('serves and tests an API of POSTs without a credential once it is listed and has a contract', () => {
  expect(run.failures).toEqual([]);
  expect(withoutTest(OF_API)).toEqual([]);
  expect(run.passed.filter((title) => title.includes('form-only')).length).toBeGreaterThan(20);
});

it('serves a module that is declared in its own folder and one list, with everything that it declares', () => {
  expect(run.failures).toEqual([]);
  expect(withoutTest(OF_MODULE)).toEqual([]);
  expect(run.passed.filter((title) => title.includes('Reminder')).length).toBeGreaterThan(15);
});

/** The words that no title of a passed test has. */
function withoutTest(titles: readonly string[]): string[] {
  return titles.filter((words) => !run.passed.some((title) => new RegExp(words).test(title)));
}
