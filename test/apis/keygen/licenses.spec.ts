import { changed, issued } from '../../testkit/issue';
import { aProduct } from '../../testkit/callers';
import { declare } from '../../support/grants';
import { expectDocument, KeygenProgram, refusal } from '../../support/keygen';
import { verificationsOf } from '../../testkit/records';
import { TestServer } from '../../testkit/server';

const NOW = '2031-05-17T10:11:12.345Z';
const UUID = '47596ad9-a811-4ebf-ac8a-03fc7b6d2a17';

let server: TestServer;
let account: string;
beforeAll(async () => {
  server = await TestServer.shared();
  [{ id: account }] = await server.dataSource.query('SELECT id FROM installation');
});
beforeEach(() => server.clock.holdAt(NOW));
afterAll(() => server.stop());

const aProgram = async (license: object = {}) => new KeygenProgram(server, await issued(server, { ...license }));

/** The whole license of the product of V2, with two seats. */
async function licenseOf({ license }: KeygenProgram, attributes: object = {}, machines: object = {}, of = account) {
  const [{ product, policy }] = await server.dataSource.query(
    `SELECT p.uid AS product, y.uid AS policy FROM licenses l JOIN products p ON p.id = l.product_id
     JOIN policies y ON y.id = l.policy_id WHERE l.uid = $1`,
    [license.id],
  );
  const self = `/v1/accounts/${of}/licenses/${license.id}`;
  return {
    id: license.id,
    type: 'licenses',
    attributes: {
      name: null,
      key: license.key,
      expiry: null,
      status: 'ACTIVE',
      uses: 0,
      suspended: false,
      scheme: null,
      encrypted: false,
      strict: false,
      floating: true,
      protected: false,
      version: null,
      maxMachines: 2,
      maxProcesses: null,
      maxUsers: null,
      maxCores: null,
      maxMemory: null,
      maxDisk: null,
      maxUses: null,
      requireHeartbeat: false,
      requireCheckIn: false,
      lastValidated: null,
      lastCheckIn: null,
      nextCheckIn: null,
      lastCheckOut: null,
      metadata: {},
      created: NOW,
      updated: NOW,
      ...attributes,
    },
    relationships: {
      account: { links: { related: `/v1/accounts/${of}` }, data: { type: 'accounts', id: of } },
      product: { links: { related: `${self}/product` }, data: { type: 'products', id: product } },
      policy: { links: { related: `${self}/policy` }, data: { type: 'policies', id: policy } },
      group: { links: { related: `${self}/group` }, data: null },
      owner: { links: { related: `${self}/owner` }, data: null },
      users: { links: { related: `${self}/users` }, meta: { count: 0 } },
      machines: {
        links: { related: `${self}/machines` },
        meta: { cores: 0, memory: 0, disk: 0, count: 0, ...machines },
      },
      tokens: { links: { related: `${self}/tokens` } },
      entitlements: { links: { related: `${self}/entitlements` } },
    },
    links: { self },
  };
}

const validation = (code: string, detail: string, more: object = {}) => ({
  ts: NOW,
  valid: code === 'VALID',
  detail,
  code,
  ...more,
});

describe('a validation', () => {
  it('describes a license by its key, and repeats nonce and scope', async () => {
    const program = await aProgram({ max_activations: 2, metadata: { public: { edition: 'Pro' }, internal: 1 } });
    const data = await licenseOf(program, { metadata: { edition: 'Pro' } });
    expectDocument(await program.validateKey(), 200, { data, meta: validation('VALID', 'is valid') });
    await program.activate('desk', { cores: 8, memory: 2 ** 33 });
    const scope = { fingerprint: 'desk', product: 'v2-default' };
    expectDocument(await program.validateKey(scope, { nonce: 7 }), 200, {
      data: await licenseOf(
        program,
        { metadata: { edition: 'Pro' }, lastValidated: NOW, updated: NOW },
        { cores: 8, memory: 2 ** 33, count: 1 },
      ),
      meta: validation('VALID', 'is valid', { nonce: 7, scope }),
    });
  });

  it('by ID or key is that of the license that authenticates it, also below a path with its account', async () => {
    const program = await aProgram({ max_activations: 2 });
    const { id, key } = program.license;
    for (const name of [id, key]) {
      const posted = await program.call('POST', `/v1/licenses/${name}/actions/validate`, { body: {} });
      expect([posted.status, posted.body.meta]).toEqual([200, validation('VALID', 'is valid')]);
    }
    const path = `/v1/accounts/${UUID}/licenses/${id}/actions/validate`;
    expectDocument(await program.call('GET', path), 200, {
      data: await licenseOf(program, {}, {}, UUID),
      meta: validation('VALID', 'is valid'),
    });
    expectDocument(await program.call('GET', '/v1/me'), 200, { data: await licenseOf(program) });
    expectDocument(await program.call('GET', `/v1/accounts/acme/licenses/${id}`), 200, {
      data: await licenseOf(program),
    });
  });

  it('of an unknown key has no license, and is on record', async () => {
    const program = new KeygenProgram(server, { id: UUID, key: 'unknown' });
    expectDocument(await program.validateKey(), 200, { data: null, meta: validation('NOT_FOUND', 'does not exist') });
    expect((await verificationsOf(server, 'unknown')).map(({ outcome }) => outcome)).toEqual(['NOT_FOUND']);
  });

  it.each([
    ['SUSPENDED', 'is suspended', 'SUSPENDED', { state: 'disabled' }],
    ['SUSPENDED', 'is suspended', 'SUSPENDED', { state: 'revoked' }],
    ['EXPIRED', 'is expired', 'EXPIRED', { expires_at: '2031-05-16T00:00:00Z' }],
  ])('refuses as %s a license that %s (%s, %j)', async (code, detail, status, change) => {
    const program = await aProgram({ metadata: { public: { edition: 'Pro' } } });
    await changed(server, program.license, change);
    const { body } = await program.validateKey();
    expect(body.meta).toEqual(validation(code, detail));
    expect(body.data.attributes).toMatchObject({ status, suspended: status === 'SUSPENDED', metadata: {} });
    const denied = await program.call('GET', '/v1/me');
    const error = { title: 'Access denied', detail: `License ${detail}`, code: `LICENSE_${code}` };
    expectDocument(denied, 403, refusal(error));
  });

  it('tells a node-locked license without a machine from a floating one', async () => {
    const locked = await aProgram({ max_activations: 1 });
    const floating = await aProgram({ max_activations: 2 });
    expect((await locked.validateKey({ fingerprint: 'desk' })).body.meta).toMatchObject({
      code: 'NO_MACHINE',
      detail: 'fingerprint is not activated (has no associated machine)',
    });
    expect((await floating.validateKey({ machine: UUID })).body.meta).toMatchObject({
      code: 'NO_MACHINES',
      detail: 'machine is not activated (has no associated machines)',
    });
  });

  it('names the requirement that the license does not meet', async () => {
    const program = await aProgram({ max_activations: 2 });
    const { body } = await program.activate('desk');
    const { data } = (await program.validateKey()).body;
    const { product, policy } = data.relationships;
    const codes = async (scopes: readonly object[]) => Promise.all(scopes.map((scope) => program.codeOf(scope)));
    expect(
      await codes([
        { product: product.data.id, policy: policy.data.id, machine: body.data.id },
        { fingerprints: ['laptop', 'desk'] },
        { fingerprint: 'desk', user: null },
      ]),
    ).toEqual(['VALID', 'VALID', 'VALID']);
    expect(
      await codes([
        { product: UUID },
        { product: '' },
        { policy: UUID },
        { checksum: 'a' },
        { machine: UUID },
        { fingerprint: 'laptop' },
        { fingerprints: ['laptop', 'phone'] },
        { fingerprints: [] },
        { entitlements: [] },
        { entitlements: ['EXPORT'] },
      ]),
    ).toEqual([
      'PRODUCT_SCOPE_MISMATCH',
      'PRODUCT_SCOPE_MISMATCH',
      'POLICY_SCOPE_MISMATCH',
      'CHECKSUM_SCOPE_MISMATCH',
      'MACHINE_SCOPE_MISMATCH',
      'FINGERPRINT_SCOPE_MISMATCH',
      'FINGERPRINT_SCOPE_MISMATCH',
      'FINGERPRINT_SCOPE_EMPTY',
      'ENTITLEMENTS_SCOPE_EMPTY',
      'ENTITLEMENTS_MISSING',
    ]);
    const outcomes = (await verificationsOf(server, program.license.key)).map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'VALID')).toHaveLength(5);
  });

  it('follows the policy: grace, use after the end, versions, users and check-ins', async () => {
    const product = await aProduct(server, 'ruled');
    const policy = async (behavior: object) => {
      const { status } = await server.asAdmin('PATCH', `/api/v1/policies/${product.policy}`, { body: behavior });
      expect(status).toBe(200);
    };
    const program = await aProgram({ product: 'ruled', expires_at: '2031-05-16T00:00:00Z' });
    await policy({ grace_days: 3 });
    expect((await program.validateKey()).body.meta).toMatchObject({ valid: true, code: 'VALID' });
    await policy({ grace_days: 0, expiry_strategy: 'maintain_access' });
    expect((await program.validateKey()).body.meta).toMatchObject({ valid: true, code: 'EXPIRED' });
    await policy({ max_version: '2.0' });
    expect(await program.codeOf({ version: '3.0' })).toBe('VERSION_SCOPE_MISMATCH');
    await policy({ require_user: true });
    expect(await program.codeOf()).toBe('USER_SCOPE_REQUIRED');
    expect(await program.codeOf({ user: 'ada@example.com' })).toBe('USER_SCOPE_MISMATCH');
    await policy({ require_user: false, check_in_interval: 60 });
    await program.activate('desk');
    server.clock.advance(61_000);
    expect(await program.codeOf({ fingerprint: 'desk' })).toBe('OVERDUE');
  });

  it.each([
    [{}, 'is missing', '/meta'],
    [{ meta: {} }, 'is missing', '/meta/key'],
    [{ meta: { key: 7 } }, expect.any(String), '/meta/key'],
    [{ meta: { key: 'x', scope: 'desk' } }, expect.any(String), '/meta/scope'],
    [{ meta: { key: 'x', scope: { components: ['a'] } } }, 'is not supported by this server', '/meta/scope/components'],
  ])('refuses the body %j', async (body, detail, pointer) => {
    const answer = await server.call('POST', '/v1/licenses/actions/validate-key', { body });
    expectDocument(answer, 400, refusal({ title: 'Bad request', detail, source: { pointer } }));
  });
});

describe('the entitlements of a license', () => {
  it('are those that it has now, in pages', async () => {
    const product = await aProduct(server, 'entitled');
    for (const code of ['EXPORT', 'IMPORT', 'PRINT']) {
      await declare(server, product, code);
    }
    const program = await aProgram({ product: 'entitled', entitlements: { EXPORT: true, IMPORT: true, PRINT: false } });
    const path = `/v1/licenses/${program.license.id}/entitlements`;
    const { status, body } = await program.call('GET', path);
    expect([
      status,
      (body.data as { attributes: { code: string } }[]).map(({ attributes }) => attributes.code),
    ]).toEqual([200, ['IMPORT', 'EXPORT']]);
    const [{ id }] = body.data;
    expect(body).toEqual({
      data: [
        {
          id,
          type: 'entitlements',
          attributes: { name: 'IMPORT', code: 'IMPORT', metadata: {}, created: NOW, updated: NOW },
          relationships: {
            account: { links: { related: `/v1/accounts/${account}` }, data: { type: 'accounts', id: account } },
          },
          links: { self: `/v1/accounts/${account}/entitlements/${id}` },
        },
        expect.any(Object),
      ],
    });
    expect(await program.codeOf({ entitlements: ['EXPORT', 'IMPORT'] })).toBe('VALID');
    expect(await program.codeOf({ entitlements: ['EXPORT', 'PRINT'] })).toBe('ENTITLEMENTS_MISSING');
    const list = `/v1/accounts/${account}${path.slice('/v1'.length)}`;
    const second = await program.call('GET', path, { query: { 'page[number]': '2', 'page[size]': '1' } });
    expect([second.body.data.length, second.body.links]).toEqual([
      1,
      {
        self: `${list}?page[number]=2&page[size]=1`,
        prev: `${list}?page[number]=1&page[size]=1`,
        next: null,
        first: `${list}?page[number]=1&page[size]=1`,
        last: `${list}?page[number]=2&page[size]=1`,
        meta: { pages: 2, count: 2 },
      },
    ]);
  });
});
