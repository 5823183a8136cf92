import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const NAMING = join(__dirname, '../../sdk/scripts/naming.mjs');
const PROGRAM = `
  import { readFileSync } from 'node:fs';
  const { nameOperations } = await import(process.argv[1]);
  try {
    const operations = nameOperations(JSON.parse(readFileSync(0, 'utf8')));
    console.log(JSON.stringify(operations.map(({ resource, method }) => [resource, method].filter(Boolean).join('.'))));
  } catch (error) {
    console.log(JSON.stringify(error.message));
  }`;

/** The names of operations in the SDK, or why there are none. */
function namesOf(...operations: { operationId: string; tags: string[]; sdkName?: string }[]): string[] | string {
  const options = { input: JSON.stringify(operations), encoding: 'utf8' } as const;
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', PROGRAM, NAMING], options));
}

it.each([
  ['issueLicense', 'licenses', 'licenses.issue'],
  ['listLicenses', 'licenses', 'licenses.list'],
  ['rotateLicenseKey', 'licenses', 'licenses.rotateKey'],
  ['checkInLicense', 'licenses', 'licenses.checkIn'],
  ['resetTransfers', 'licenses', 'licenses.resetTransfers'],
  ['createApiKey', 'api-keys', 'apiKeys.create'],
  ['listPolicies', 'policies', 'policies.list'],
  ['assignLicenseUser', 'license users', 'licenseUsers.assign'],
  ['logIn', 'auth', 'auth.logIn'],
  ['verifyLicenseLegacy', 'legacy', 'legacy.verifyLicense'],
  ['search', 'search', 'search.search'],
  ['startLicenseSession', 'client', 'startLicenseSession'],
])('names %s of %s %s', (operationId, tag, name) => {
  expect(namesOf({ operationId, tags: [tag] })).toEqual([name]);
});

it('takes the name that an operation is given', () => {
  const batch = { operationId: 'issueLicenses', tags: ['licenses'], sdkName: 'issueBatch' };
  expect(namesOf({ operationId: 'issueLicense', tags: ['licenses'] }, batch)).toEqual([
    'licenses.issue',
    'licenses.issueBatch',
  ]);
});

it.each([
  [
    'two operations with one name',
    [
      { operationId: 'issueLicense', tags: ['licenses'] },
      { operationId: 'issueLicenses', tags: ['licenses'] },
    ],
    /^issueLicenses and issueLicense would both be licenses\.issue in the SDK: .*x-sdk-name/,
  ],
  [
    'a call of the client named as a resource',
    [
      { operationId: 'listUsage', tags: ['usage'] },
      { operationId: 'usage', tags: ['client'] },
    ],
    /^usage and the client's own usage would both be usage/,
  ],
  ['a name that the client has', [{ operationId: 'logIn', tags: ['client'] }], /^logIn and the client's own logIn/],
  [
    'two tags',
    [{ operationId: 'recordUsage', tags: ['Usage', 'client'] }],
    /^recordUsage needs exactly one tag.*Usage, client/,
  ],
  ['no tag', [{ operationId: 'recordUsage', tags: [] }], /^recordUsage needs exactly one tag.*none/],
])('refuses %s', (_, operations, message) => {
  expect(namesOf(...operations)).toMatch(message);
});
