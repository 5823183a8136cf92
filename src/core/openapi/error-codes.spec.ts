import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MESSAGES } from '../common/errors/catalogue/messages';
import { ERROR_NAMES, rowOf } from '../common/errors/catalogue';
import { PROJECT_DIR } from '../common/project';
import { ERROR_CODES, nativeRowOf, OTHER_ERRORS } from './error-codes';

const SOURCE = join(PROJECT_DIR, 'src');

const source = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((file) => /(?<!\.spec)\.tsx?$/.test(file) && !file.startsWith('common/errors/catalogue'))
  .map((file) => readFileSync(join(SOURCE, file), 'utf8'))
  .join('\n');

it('has no row that no code uses, but those that say in general what their sentences detail', () => {
  const unused = ERROR_NAMES.filter((name) => !source.includes(`'${name}'`));
  const general = Object.values<{ readonly of: string }>(MESSAGES).map(({ of }) => of);
  expect(unused.filter((name) => !general.includes(name))).toEqual([]);
});

it('documents the row of each code once', () => {
  expect(ERROR_CODES.length + OTHER_ERRORS.length).toBe(ERROR_NAMES.filter((name) => !rowOf(name).isVariant).length);
  expect([...ERROR_CODES, ...OTHER_ERRORS].filter(({ message }) => message.includes('{'))).toEqual([]);
});

it('says once for each status of a code when it occurs and what to do', () => {
  const rows = ERROR_CODES.map((error) => `${nativeRowOf(error).code} ${error.kind}`);
  expect(new Set(rows).size).toBe(rows.length);
  expect(ERROR_CODES.filter(({ when, remedy }) => !when.endsWith('.') || !remedy.endsWith('.'))).toEqual([]);
});
