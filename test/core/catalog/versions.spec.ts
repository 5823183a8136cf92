import type { Product, Version } from '../../../sdk/src/generated/native';
import { aProduct } from '../../testkit/callers';
import { expectTurns } from '../../testkit/race';
import { TestServer } from '../../testkit/server';
import { OfferedVersionsService } from '../../../src/core/catalog/versions/offered-versions.service';

const NOBODY = '00000000-0000-4000-8000-000000000000';

let server: TestServer;
let product: Product;
let path: string;
beforeAll(async () => {
  server = await TestServer.shared();
  product = await aProduct(server, 'photo-studio');
  path = `/api/v1/products/${product.id}/versions`;
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

async function published(version: object, at = path): Promise<Version> {
  const { status, body } = await server.asAdmin('POST', at, { body: version });
  expect([status, body]).toEqual([201, body]);
  return body;
}

it('publishes a version, today where no date is given', async () => {
  server.clock.holdAt('2031-05-17T23:59:00.000Z');
  const token = await server.logIn('admin', 'the first admin of the tests');
  const { status, body } = await server.call('POST', path, {
    headers: { authorization: `Bearer ${token}` },
    body: { reference: 'v1.2.0', version: '1.2.0' },
  });
  expect([status, body]).toEqual([
    201,
    {
      id: expect.any(String),
      number: expect.any(Number),
      reference: 'v1.2.0',
      version: '1.2.0',
      channel: 'stable',
      summary: '',
      changelog: '',
      released_at: '2031-05-17',
      is_active: true,
      state: 'published',
      rollout: {
        percent: 100,
        steps: null,
        next: null,
        channels: [],
        licenses: [],
        halted_at: null,
        halted_by: null,
        withdrawn_at: null,
        withdrawn_by: null,
        reason: null,
      },
      is_mandatory: false,
      required_entitlements: [],
      metadata: {},
      download_url: null,
      main_file: null,
      sql_file: null,
      warnings: [],
      created_at: '2031-05-17T23:59:00.000Z',
      updated_at: '2031-05-17T23:59:00.000Z',
    },
  ]);
});

it('keeps every field that is given, and changes each alone', async () => {
  const given = {
    reference: 'release/2 + 1',
    version: '2.0.0-beta.1',
    channel: 'beta',
    summary: 'Faster',
    changelog: 'x'.repeat(65_535),
    released_at: '2028-02-29',
    is_active: false,
    is_mandatory: true,
    download_url: 'https://downloads.example/2.zip',
  };
  const version = await published(given);
  expect(version).toMatchObject(given);

  const change = {
    ...given,
    reference: 'v2',
    version: '2',
    channel: 'stable',
    summary: '',
    released_at: '2028-03-01',
    is_active: true,
    download_url: null,
  };
  for (const [field, value] of Object.entries(change)) {
    const { status, body } = await server.asAdmin('PATCH', `${path}/${version.id}`, { body: { [field]: value } });
    expect([status, body[field]]).toEqual([200, value]);
  }
  expect((await server.asAdmin('GET', `${path}/${version.id}`)).body).toMatchObject(change);
});

it('serializes concurrent updates, each based on the one before', async () => {
  const { id } = await published({ reference: 'raced for', version: '0.1.0' });
  await expectTurns({ server, table: 'product_versions', id, field: 'summary' }, (body) =>
    server.asAdmin('PATCH', `${path}/${id}`, { body }),
  );
});

it('finds the latest by its numbers, part by part', async () => {
  const other = await aProduct(server, 'ordered');
  const at = `/api/v1/products/${other.id}/versions`;
  const latest = async () => (await server.app.get(OfferedVersionsService).latest(other.number))?.version ?? null;
  expect(await latest()).toBeNull();

  const found: (string | null)[] = [];
  for (const version of ['1.9.0', '1.10.0', 'v1.9.9', '2.0', '2.0.0.1', '1.99.99999999999999999999']) {
    await published({ reference: version, version }, at);
    found.push(await latest());
  }
  expect(found).toEqual(['1.9.0', '1.10.0', '1.10.0', '2.0', '2.0.0.1', '2.0.0.1']);
});

it('offers no version that is not active, and orders one anew that is renumbered', async () => {
  const other = await aProduct(server, 'withdrawn');
  const at = `/api/v1/products/${other.id}/versions`;
  const latest = async () => (await server.app.get(OfferedVersionsService).latest(other.number))?.reference;
  await published({ reference: 'a', version: '1.0' }, at);
  const b = await published({ reference: 'b', version: '2.0' }, at);
  await server.sdk.products.updateVersion(other.id, b.id, { is_active: false });
  expect(await latest()).toBe('a');
  await server.sdk.products.updateVersion(other.id, b.id, { is_active: true, version: '0.9' });
  expect(await latest()).toBe('a');
});

it('refuses a reference that the product has, not one that another has', async () => {
  await published({ reference: 'taken', version: '1' });
  expect((await server.asAdmin('POST', path, { body: { reference: 'taken', version: '2' } })).status).toBe(409);
  const free = await published({ reference: 'free', version: '1' });
  expect((await server.asAdmin('PATCH', `${path}/${free.id}`, { body: { reference: 'taken' } })).status).toBe(409);
  const other = await aProduct(server, 'another');
  await published({ reference: 'taken', version: '1' }, `/api/v1/products/${other.id}/versions`);
});

it('gives a version without a reference the reference v and its number', async () => {
  const { id } = await aProduct(server, 'without references');
  const at = `/api/v1/products/${id}/versions`;
  expect(await published({ version: '1.2.0' }, at)).toMatchObject({ reference: 'v1.2.0', version: '1.2.0' });
  const again = await server.asAdmin('POST', at, { body: { version: '1.2.0' } });
  expect([again.status, again.body.error.details[0].field]).toEqual([409, 'reference']);
});

it('finds a version by its number too, unless several have it', async () => {
  const { id } = await aProduct(server, 'by numbers');
  const at = `/api/v1/products/${id}/versions`;
  const version = await published({ reference: 'spring', version: '5.0.0' }, at);
  const named = await published({ reference: '5.1.0', version: '6.0.0' }, at);
  await published({ reference: 'summer', version: '5.1.0' }, at);
  expect(await server.sdk.products.getVersion(id, '5.0.0')).toEqual(version);
  expect(await server.sdk.products.getVersion(id, '5.1.0')).toEqual(named);
  const patched = await server.asAdmin('PATCH', `${at}/5.0.0`, { body: { summary: 'Found' } });
  expect(patched.body).toMatchObject({ id: version.id, summary: 'Found' });
  await published({ reference: 'spring-beta', version: '5.0.0', channel: 'beta' }, at);
  expect((await server.asAdmin('DELETE', `${at}/5.0.0`)).status).toBe(404);
  expect((await server.asAdmin('GET', `${path}/6.0.0`)).status).toBe(404);
});

it.each([
  ['reference', { version: `1.${'0'.repeat(253)}` }],
  ['reference', { reference: null, version: '1' }],
  ['version', { reference: 'x' }],
  ['version', { reference: 'x', version: '1\nsha256=0' }],
  ['reference', { reference: 'v1\r', version: '1' }],
  ['released_at', { reference: 'x', version: '1', released_at: '2027-02-29' }],
  ['released_at', { reference: 'x', version: '1', released_at: '2027-02-28T00:00:00Z' }],
  ['released_at', { reference: 'x', version: '1', released_at: null }],
  ['is_mandatory', { reference: 'x', version: '1', is_mandatory: 1 }],
  ['changelog', { reference: 'x', version: '1', changelog: 'x'.repeat(65_536) }],
  ['download_url', { reference: 'x', version: '1', download_url: 'javascript:alert(1)' }],
  ['download_url', { reference: 'x', version: '1', download_url: '/relative.zip' }],
  ['main_file', { reference: 'x', version: '1', main_file: 'x' }],
])('refuses an invalid %s and names the field', async (field, body) => {
  const refused = await server.asAdmin('POST', path, { body });
  expect([refused.status, refused.body.error.details[0].field]).toEqual([400, field]);
});

it('shows a version under its own product alone', async () => {
  const version = await published({ reference: 'mine', version: '3' });
  const other = await aProduct(server, 'not its product');
  for (const method of ['GET', 'PATCH', 'DELETE'] as const) {
    const { status } = await server.asAdmin(method, `/api/v1/products/${other.id}/versions/${version.id}`, {
      body: {},
    });
    expect(status).toBe(404);
  }
  expect((await server.asAdmin('GET', `/api/v1/products/${NOBODY}/versions`)).status).toBe(404);
  expect((await server.asAdmin('DELETE', `${path}/${version.id}`)).status).toBe(204);
  expect((await server.asAdmin('GET', `${path}/${version.id}`)).status).toBe(404);
});
