import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readProjectFile } from '../../src/core/common/project';

const PROJECT = resolve(__dirname, '../..');

interface Schema {
  required?: string[];
  properties?: Record<string, object>;
  allOf?: object[];
}

interface Document {
  components: { schemas: Record<'KeyPool' | 'Customer' | 'CreateCustomer', Schema> };
  'x-api-versions': { changes: { schemas: string[] }[] }[];
}

/** Adds a field `nickname`. */
function addTo(schema: Schema, required: string[]): void {
  const properties = { nickname: { type: 'string' } };
  schema.allOf = [...(schema.allOf ?? []), { type: 'object', properties, required }];
}

const folder = mkdtempSync(join(tmpdir(), 'keyward-versions-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What the check of the document says after a change of it; undefined if it passes. */
function complaintAbout(change: (document: Document) => void): string | undefined {
  const document = JSON.parse(readProjectFile('openapi.json')) as Document;
  change(document);
  const file = join(folder, 'openapi.json');
  writeFileSync(file, JSON.stringify(document));
  try {
    execFileSync(process.execPath, [join(PROJECT, 'scripts/check-versions.mjs'), file], { stdio: 'pipe' });
    return undefined;
  } catch (error) {
    return String((error as { stderr: Buffer }).stderr);
  }
}

it.each<[string, (document: Document) => void]>([
  ['is not changed', () => undefined],
  [
    'has more fields in answers',
    ({ components }) => {
      addTo(components.schemas.Customer, ['nickname']);
    },
  ],
  [
    'takes more optional fields',
    ({ components }) => {
      addTo(components.schemas.CreateCustomer, []);
    },
  ],
])('a document keeps its versions if it %s', (_what, change) => {
  expect(complaintAbout(change)).toBeUndefined();
});

it.each<[string, (document: Document) => void, string]>([
  [
    'lacks a field',
    ({ components }) => {
      Reflect.deleteProperty(components.schemas.KeyPool.properties ?? {}, 'left');
    },
    'schema KeyPool: .left is gone',
  ],
  [
    'gives a field another type',
    ({ components }) => {
      Object.assign(components.schemas.KeyPool.properties ?? {}, { left: { type: 'string' } });
    },
    'schema KeyPool: .left was integer!, is string!',
  ],
  [
    'needs a field that requests did not have',
    ({ components }) => {
      addTo(components.schemas.CreateCustomer, ['nickname']);
    },
    'schema CreateCustomer: .nickname is required',
  ],
  [
    'lacks the change that an older version needs',
    ({ 'x-api-versions': versions }) => versions.forEach(({ changes }) => changes.splice(0)),
    'schema KeyPool: .low_water is gone',
  ],
  [
    'names a change that is none',
    ({ components, 'x-api-versions': [newest] }) => {
      expect(components.schemas).toHaveProperty('Customer');
      newest?.changes[0]?.schemas.push('Customer');
    },
    'a later change names schema Customer, which is as it was',
  ],
])('a document breaks a version if it %s', (_what, change, complaint) => {
  expect(complaintAbout(change)).toContain(complaint);
});
