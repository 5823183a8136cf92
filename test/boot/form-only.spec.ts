import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_DIR, readProjectFile } from '../../src/common/project';
import { buildDocument } from '../../src/openapi/build-document';
import { FORM_ONLY, FormOnlyModule } from '../form-only/api';
import { runJest } from '../support/run-jest';
import { TestServer } from '../support/server';

jest.setTimeout(180_000);

const FILE = 'test/form-only/openapi.json';

/** Spec files with tests of every API, or of everything that APIs declare. */
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
  ...['roles', 'routes', 'product-scope', 'unauthenticated', 'contract-endpoints', 'console-dialects'],
];

/** Tests of this API and those that look at all of them at once. */
const TITLES = ['form-only', 'to everybody', 'every route in a document', 'every API has the limit'];

// After a change that all documents have, write it anew: UPDATE_DOCUMENT=1 npm test -- form-only
it('builds the committed document of an API that only tests have', async () => {
  const added = { dialect: FORM_ONLY, module: FormOnlyModule };
  const { app } = await TestServer.start({}, undefined, undefined, added);
  const built = buildDocument(app, { file: FILE, dialect: FORM_ONLY, modules: [FormOnlyModule] });
  const text = `${JSON.stringify(built, null, 2)}\n`;
  if (process.env.UPDATE_DOCUMENT) {
    writeFileSync(join(PROJECT_DIR, FILE), text);
  }
  expect(JSON.parse(readProjectFile(FILE))).toEqual(JSON.parse(text));
});

it('serves and tests an API of POSTs without a credential once it is listed and has a contract', async () => {
  const files = SHARED.map((name) => `/${name}\\.spec\\.ts$`);
  const { failures, passed } = await runJest('test/form-only/jest.config.js', files, TITLES);
  expect(failures).toEqual([]);
  expect(TITLES.filter((words) => !passed.some((title) => title.includes(words)))).toEqual([]);
  expect(passed.filter((title) => title.includes('form-only')).length).toBeGreaterThan(20);
});
