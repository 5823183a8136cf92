import { join } from 'node:path';

const SCRIPTS = join(__dirname, '../../sdk/scripts');

interface Operation {
  operationId: string;
  tags: string[];
  sdkName?: string;
}

/** The require of Node, outside of Jest: the generator is written as ES modules. */
const load = process.getBuiltinModule('node:module').createRequire(__filename);

/** Calls a function of the generator with a copy of the argument. Returns the message of an error. */
function run(script: string, name: string, argument: unknown): unknown {
  const { [name]: called } = load(join(SCRIPTS, script)) as Record<string, (argument: unknown) => unknown>;
  try {
    return copyOf(called?.(copyOf(argument)));
  } catch (error) {
    return (error as Error).message;
  }
}

const copyOf = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** The names of operations in the SDK, or why there are none. */
function namesOf(...operations: Operation[]): string[] | string {
  const named = run('naming.mjs', 'nameOperations', operations) as { resource: string; method: string }[] | string;
  return typeof named === 'string'
    ? named
    : named.map(({ resource, method }) => [resource, method].filter(Boolean).join('.'));
}

describe('names', () => {
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
});

describe('descriptions', () => {
  it.each([
    [{ type: 'string', maxLength: 255, description: 'Name.' }, 'Name. At most 255 characters.'],
    [{ type: 'string', minLength: 16, maxLength: 128 }, '16 to 128 characters.'],
    [
      { type: 'integer', minimum: 1, maximum: 1000, default: 20, description: 'Rows.' },
      'Rows. 1 to 1,000; 20 by default.',
    ],
    [{ type: 'integer', minimum: 0, description: 'Days.' }, 'Days. At least 0.'],
    [{ type: 'array', maxItems: 100, items: {}, description: 'Codes.' }, 'Codes. At most 100 items.'],
    [{ type: 'string', format: 'date-time', description: 'Null never expires.' }, 'Null never expires. ISO 8601.'],
    [{ type: 'boolean', default: true, description: 'Whether it counts.' }, 'Whether it counts. True by default.'],
  ])('of %j say its limits', (schema, description) => {
    expect(run('describe-limits.mjs', 'describeLimits', schema)).toEqual({ ...schema, description });
  });

  it.each([
    [{ type: 'integer', minimum: 1, maximum: 100, default: 20, description: 'Maximum, 1 to 100; 20 by default.' }],
    [{ type: 'string', maxLength: 10_000, description: 'Up to 10,000 characters.' }],
    [{ type: 'string', enum: ['a', 'b'], default: 'a', description: 'The order, `a` by default.' }],
    [{ type: 'string', minLength: 1, description: 'Not empty.' }],
    [{ type: 'object', properties: { type: { type: 'string' }, default: { type: 'boolean' } } }],
  ])('of %j stay as they are', (schema) => {
    expect(run('describe-limits.mjs', 'describeLimits', schema)).toEqual(schema);
  });
});

describe('types', () => {
  const limit = { name: 'limit', in: 'query', description: 'Rows.', schema: { type: 'integer' } };
  const documentWith = (schemas: object) => ({
    paths: {
      '/things': { get: { operationId: 'listThings', parameters: [{ $ref: '#/components/parameters/Limit' }] } },
    },
    components: { parameters: { Limit: limit }, schemas },
  });

  it('are named for the query of an operation, also where its parameters are references', () => {
    expect(run('read-operations.mjs', 'withNamedTypes', documentWith({}))).toHaveProperty('components.schemas', {
      ListThingsQuery: {
        type: 'object',
        required: [],
        properties: { limit: { type: 'integer', description: 'Rows.' } },
      },
    });
  });

  it('never replace a schema of the document', () => {
    const taken = run('read-operations.mjs', 'withNamedTypes', documentWith({ ListThingsQuery: {} }));
    expect(taken).toBe(
      'The document has a schema ListThingsQuery already: give the operation or the schema another name',
    );
  });
});

it('gives a method the type of an enum in its path', () => {
  const kind = { name: 'kind', in: 'path', schema: { $ref: '#/components/schemas/MailKind' } };
  const none = { texts: [], headers: [], errors: [], result: [], answer: 'none' };
  const operation = { ...none, method: 'get', verb: 'GET', path: '/mails/{kind}', pathParameters: [kind] };
  expect(run('method-template.mjs', 'methodOf', operation)).toMatchObject({
    types: ['MailKind'],
    declaration: expect.stringContaining('get(kind: MailKind, options?: CallOptions)'),
  });
});

it('leaves out what other systems call', () => {
  const paths = {
    '/shops/{id}/events': { get: { operationId: 'listShopEvents' }, post: { operationId: 'receiveShopEvent' } },
  };
  expect(run('read-operations.mjs', 'withoutReceivers', { paths })).toEqual({
    paths: { '/shops/{id}/events': { get: { operationId: 'listShopEvents' } } },
  });
});
