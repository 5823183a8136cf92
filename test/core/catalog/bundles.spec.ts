import type { Policy, Product, ValidationResult } from '../../../sdk/src/generated/native';
import { aProduct, keyOf } from '../../testkit/callers';
import { changePolicy, declare, declareMeter, followPolicies } from '../../support/grants';
import { formOf } from '../../testkit/forms';
import { activate, changed, deactivate, heartbeat, issued, validate } from '../../testkit/issue';
import { LicenseManager } from '../../support/license-manager';
import { use } from '../../support/meters';
import { licenseOf, race } from '../../testkit/race';
import { activeSeatsOf, tally } from '../../testkit/records';
import { single } from '../../testkit/rows';
import { type Answer, TestServer } from '../../testkit/server';

let server: TestServer;
let other: TestServer;
let count = 0;
/** References of three products. */
let photo: string;
let video: string;
let audio: string;
let products: Product[];
beforeAll(async () => {
  [server, other] = await TestServer.sharedPair();
});
beforeEach(async () => {
  count += 1;
  [photo, video, audio] = ['photo', 'video', 'audio'].map((name) => `${name}-${count}`) as [string, string, string];
  products = [];
  for (const reference of [photo, video, audio]) {
    products.push(await aProduct(server, reference));
  }
});
afterEach(() => server.clock.reset());
afterAll(async () => {
  await other.stop();
  await server.stop();
});

const productOf = (reference: string) => single(products.filter((product) => product.reference === reference));
const bundle = (more: Record<string, unknown> = {}, ...references: string[]) => {
  const all = references.length > 0 ? references : [photo, video];
  return issued(server, { product: all[0], products: all, ...more });
};
const asked = async (key: string, more: Record<string, unknown> = {}, device?: string) =>
  (await validate(server, key, device, more)).body;
const valuesOf = ({ entitlements = {} }: Pick<ValidationResult, 'entitlements'>) =>
  Object.fromEntries(Object.entries(entitlements).map(([code, { value }]) => [code, value]));
const codeOf = ({ status, body }: Answer) => body.error?.code ?? status;

describe('the products of a license', () => {
  it('are its product alone unless told otherwise', async () => {
    expect((await issued(server, { product: photo })).products).toEqual([photo]);
  });

  it('are answered in their order, alone and in lists', async () => {
    const license = await bundle({}, video, photo, audio);
    expect([license.product, license.products]).toEqual([video, [video, photo, audio]]);
    expect(await server.sdk.licenses.get(license.id)).toMatchObject({
      product: video,
      products: [video, photo, audio],
    });
    const list = await server.asAdmin('GET', `/api/v1/licenses?product=${video}`);
    expect(list.body.items[0].products).toEqual([video, photo, audio]);
    const csv = await server.asAdmin('GET', `/api/v1/licenses/export?product=${video}`);
    expect(String(csv.body)).toContain(photo);
  });

  it('are issued in a batch', async () => {
    const body = { product: photo, products: [photo, audio], count: 3 };
    const batch = await server.sdk.licenses.issueBatch(body);
    expect(batch.items.map(({ products }) => products)).toEqual(Array(3).fill([photo, audio]));
  });

  it('are exported and imported', async () => {
    const license = await bundle({ key: `EXPORTED-${count}` });
    const csv = await server.asAdmin('GET', `/api/v1/licenses/export?product=${photo}`);
    await server.sdk.licenses.delete(license.id, { final: true });
    const send = async (text: string) =>
      server.asAdmin('POST', '/api/v1/licenses/import?dry_run=false', await formOf(['file', text, 'licenses.csv']));
    expect((await send(csv.body)).body).toMatchObject({ imported: 1 });
    expect(await server.sdk.licenses.get(license.key)).toMatchObject({ product: photo, products: [photo, video] });
    expect(codeOf(await server.asAdmin('DELETE', `/api/v1/products/${productOf(video).id}`))).toBe('IN_USE');
    const unknown = await send(`product,policy_version\n${photo},2\n`);
    expect(unknown.body.error.details).toMatchObject([{ field: 'rows.2.policy_version' }]);
    const wrong = await send(`product,products\n${photo},${photo};unknown\n${photo},${video};${photo}\n`);
    expect(wrong.body.error.details.map(({ field }: { field: string }) => field)).toEqual([
      'rows.2.products',
      'rows.3.products',
    ]);
  });

  it('are replaced by a change, which is on record', async () => {
    const license = await bundle();
    expect((await changed(server, license, { products: [audio, photo] })).products).toEqual([audio, photo]);
    expect(await server.sdk.licenses.get(license.id)).toMatchObject({
      product: audio,
      policy: productOf(audio).policy,
    });
    expect(await asked(license.key, { product: video })).toMatchObject({ code: 'PRODUCT_MISMATCH' });
    expect((await changed(server, license, { products: [photo] })).products).toEqual([photo]);
    const ids = [photo, video, audio].map((reference) => productOf(reference).number);
    const changes = await server.dataSource.query(
      `SELECT before->'product_ids' AS before, after->'product_ids' AS after FROM audit_entries
       WHERE target_id = $1 ORDER BY id`,
      [license.id],
    );
    expect(changes).toEqual([
      { before: null, after: [ids[0], ids[1]] },
      { before: [ids[0], ids[1]], after: [ids[2], ids[0]] },
      { before: [ids[2], ids[0]], after: null },
    ]);
  });

  it.each([
    [400, 'products', { products: [] }],
    [400, 'products', { products: 'photo' }],
    [400, 'products', { products: null }],
    [400, 'products', { products: [1] }],
    [400, 'products', { products: Array.from({ length: 21 }, (_, index) => `p${index}`) }],
    [404, 'products', { products: ['unknown'] }],
  ])('are refused with %d for %s', async (status, field, body) => {
    const license = await bundle();
    const answer = await server.asAdmin('PATCH', `/api/v1/licenses/${license.id}`, { body });
    expect([answer.status, answer.body.error.details[0].field]).toEqual([status, field]);
    expect(await server.sdk.licenses.get(license.id)).toMatchObject({ products: [photo, video] });
  });

  it('are refused twice, and if the first is not the product', async () => {
    const issue = (products: string[]) =>
      server.asAdmin('POST', '/api/v1/licenses', { body: { product: photo, products } });
    expect((await issue([photo, photo])).status).toBe(400);
    expect((await issue([video, photo])).body.error).toMatchObject({ details: [{ field: 'products' }] });
  });

  it('cannot be deleted', async () => {
    const license = await bundle();
    const remove = () => server.asAdmin('DELETE', `/api/v1/products/${productOf(video).id}`);
    expect(codeOf(await remove())).toBe('IN_USE');
    await changed(server, license, { products: [photo] });
    expect((await remove()).status).toBe(204);
  });

  it('let no product go that a license names at the same time', async () => {
    const [removal, issue] = await race(
      {
        databaseUrl: server.databaseUrl,
        hold: 'SELECT 1 FROM products WHERE reference = $1 FOR UPDATE',
        values: [video],
      },
      [
        () => server.asAdmin('DELETE', `/api/v1/products/${productOf(video).id}`),
        () => server.asAdmin('POST', '/api/v1/licenses', { body: { product: photo, products: [photo, video] } }),
      ],
    );
    expect([
      [204, 409],
      [204, 404],
      [409, 201],
    ]).toContainEqual([removal?.status, issue?.status]);
  });

  it('are named by calls of programs', async () => {
    const { key } = await bundle();
    expect((await asked(key, { product: photo })).license.product).toBe(photo);
    expect(await asked(key, { product: video })).toMatchObject({ valid: true, license: { product: video } });
    expect(await asked(key, { product: audio })).toMatchObject({ code: 'PRODUCT_MISMATCH' });
    expect((await asked(key)).license.product).toBe(photo);
  });

  it('are named through License Manager, too', async () => {
    const manager = await LicenseManager.on(server);
    const { key } = await bundle();
    const named = (product_id: string) =>
      manager.ask('POST', 'license/activate', {
        body: { license_code: key, client_name: 'Jane', product_id },
        headers: { 'x-api-url': 'https://shop.example.com' },
      });
    expect((await named(audio)).status).toBe(400);
    expect((await named(video)).status).toBe(200);
  });

  it('are active or not, each for itself', async () => {
    const { key } = await bundle();
    await server.sdk.products.update(productOf(video).id, { is_active: false });
    expect(codeOf(await activate(server, key, 'desk', { product: video }))).toBe('PRODUCT_INACTIVE');
    expect((await activate(server, key, 'desk', { product: photo })).status).toBe(201);
  });

  it('have versions, each its own', async () => {
    const { key } = await bundle({ updates_until: '2026-01-01' });
    for (const [reference, released_at] of [
      [photo, '2025-06-01'],
      [video, '2026-06-01'],
    ] as const) {
      const path = `/api/v1/products/${productOf(reference).id}/versions`;
      const body = { reference: 'v2', version: '2.0', released_at };
      expect((await server.asAdmin('POST', path, { body })).status).toBe(201);
    }
    const judged = async (product: string) => (await asked(key, { product, app_version: '2.0' })).code;
    expect([await judged(photo), await judged(video)]).toEqual(['VALID', 'VERSION_NOT_ALLOWED']);
  });
});

it('downloads versions of a further product through License Manager', async () => {
  const manager = await LicenseManager.on(server);
  const { key } = await bundle();
  const { id } = productOf(video);
  const released = { reference: 'v2', version: '2.0', released_at: '2026-01-01' };
  const version = await server.sdk.products.createVersion(id, released);
  const file = await formOf(['file', Buffer.from('video'), 'video.zip']);
  await server.asAdmin('PUT', `/api/v1/products/${id}/versions/${version.id}/files/main`, file);
  const headers = { 'x-api-url': 'https://shop.example.com' };
  const call = (path: string, product_id?: string) =>
    manager.ask('POST', path, { body: { license_code: key, client_name: 'Jane', product_id }, headers });
  expect((await call('license/activate')).status).toBe(200);
  const download = async (product?: string) => (await call('update/v2/download/main', product)).status;
  expect([await download(video), await download(photo), await download(audio)]).toEqual([200, 404, 401]);
});

describe('entitlements and meters of a bundle', () => {
  let policy: Policy;
  beforeEach(async () => {
    policy = await server.sdk.policies.create({ name: `Bundle ${count}` });
    for (const reference of [photo, video]) {
      await declare(server, productOf(reference), 'export');
      await declare(server, productOf(reference), `of-${reference}`, { type: 'number' });
      await declareMeter(server, productOf(reference), 'files');
    }
  });

  it('are those of the product that a call names', async () => {
    const entitlements = { export: true, [`of-${photo}`]: 1, [`of-${video}`]: 2 };
    await changePolicy(server, policy.id, { entitlements });
    const { key } = await bundle({ policy: policy.id });
    expect(valuesOf(await asked(key, { product: photo }))).toEqual({ export: true, [`of-${photo}`]: 1 });
    expect(valuesOf(await asked(key, { product: video }))).toEqual({ export: true, [`of-${video}`]: 2 });
    expect(valuesOf(await asked(key))).toEqual(entitlements);
    const named = { product: video, entitlements: [`of-${photo}`] };
    expect(await asked(key, named)).toMatchObject({ code: 'ENTITLEMENT_MISSING' });
  });

  it('follow a change of the policy', async () => {
    const { key } = await bundle({ policy: policy.id });
    await changePolicy(server, policy.id, { entitlements: { export: true } });
    await followPolicies(server);
    expect((await asked(key, { product: video })).features).toEqual(['export']);
    await changePolicy(server, policy.id, { entitlements: {} });
    await followPolicies(server);
    expect((await asked(key, { product: video })).features).toEqual([]);
  });

  it('of the license are for every product that declares the code, and must fit all', async () => {
    const license = await bundle({ entitlements: { export: true } });
    expect((await asked(license.key, { product: video })).features).toEqual(['export']);
    await declare(server, productOf(photo), 'size', { type: 'number' });
    await declare(server, productOf(video), 'size', { type: 'text' });
    const path = `/api/v1/licenses/${license.id}`;
    expect((await server.asAdmin('PATCH', path, { body: { entitlements: { size: 1 } } })).status).toBe(422);
    expect((await server.asAdmin('PATCH', path, { body: { entitlements: { unknown: 1 } } })).status).toBe(422);
  });

  it('of the license are kept for the products that it keeps', async () => {
    const license = await bundle({ entitlements: { export: true, [`of-${video}`]: 2 } });
    await changed(server, license, { products: [video, audio] });
    expect(valuesOf(await server.sdk.licenses.get(license.id))).toEqual({ export: true, [`of-${video}`]: 2 });
    await changed(server, license, { products: [audio] });
    expect(valuesOf(await server.sdk.licenses.get(license.id))).toEqual({});
    await changed(server, license, { products: [audio, video] });
    expect(valuesOf(await server.sdk.licenses.get(license.id))).toEqual({});
  });

  it('count for each product', async () => {
    const { key } = await bundle({ meters: { files: { limit: 10 } } });
    expect((await use(server, key, { files: 10 }, { product: video })).status).toBe(200);
    expect(codeOf(await use(server, key, { files: 1 }, { product: video }))).toBe('METER_EXHAUSTED');
    expect((await use(server, key, { files: 4 }, { product: photo })).body.meters[0].left).toBe(6);
    expect((await use(server, key, { files: 1 })).body.meters[0].left).toBe(5);
    expect((await asked(key, { product: video })).meters).toMatchObject([{ meter: 'files', left: 0 }]);
  });
});

describe('seats of a bundle', () => {
  it('count together', async () => {
    const license = await bundle({ max_activations: 1 });
    expect((await activate(server, license.key, 'desk', { product: photo })).status).toBe(201);
    expect((await activate(server, license.key, 'desk', { product: video })).status).toBe(200);
    expect(codeOf(await activate(server, license.key, 'laptop', { product: video }))).toBe('SEATS_EXHAUSTED');
    expect(await activeSeatsOf(server, license)).toBe(1);
  });

  it('count apart by policy, also in a race for the last one', async () => {
    const license = await bundle({ max_activations: 2, policy_overrides: { seats_per_product: true } });
    await activate(server, license.key, 'desk', { product: photo });
    const answers = await race(
      { databaseUrl: server.databaseUrl, ...licenseOf(license.key) },
      ['desk', 'laptop', 'tablet'].flatMap((device, index) =>
        [photo, video].map((product) => () => activate(index % 2 ? server : other, license.key, device, { product })),
      ),
    );
    expect(tally(answers.map(codeOf))).toEqual({ 201: 3, 200: 1, SEATS_EXHAUSTED: 2 });
    expect(await activeSeatsOf(server, license)).toBe(4);
  });

  it('of each product are left, checked and kept alive by themselves', async () => {
    const license = await bundle({ max_activations: 1, policy_overrides: { seats_per_product: true } });
    const { body: first } = await activate(server, license.key, 'desk', { product: video });
    expect(await asked(license.key, { product: photo }, 'desk')).toMatchObject({ code: 'NOT_ACTIVATED' });
    expect(await asked(license.key, {}, 'desk')).toMatchObject({ code: 'NOT_ACTIVATED' });
    expect(await asked(license.key, { product: video }, 'desk')).toMatchObject({ code: 'VALID' });
    await activate(server, license.key, 'desk');
    expect((await deactivate(server, license.key, 'desk', { product: photo })).status).toBe(200);
    expect((await heartbeat(server, license.key, 'desk', { product: video })).status).toBe(200);
    const seats = await server.asAdmin('GET', `/api/v1/activations?license=${license.key}`);
    expect(
      seats.body.items.map(({ product, active }: { product: string; active: number }) => [product, active]),
    ).toEqual([
      [photo, false],
      [video, true],
    ]);
    expect(first.activation_id).toBe(seats.body.items[1].activation_id);
  });

  it('of one product make room for a device of the same one only', async () => {
    const overrides = { seats_per_product: true, when_full: 'deactivate_oldest' };
    const license = await bundle({ max_activations: 1, policy_overrides: overrides });
    await activate(server, license.key, 'desk', { product: photo });
    server.clock.advance(1000);
    await activate(server, license.key, 'desk', { product: video });
    server.clock.advance(1000);
    expect((await activate(server, license.key, 'laptop', { product: video })).status).toBe(201);
    expect((await asked(license.key, { product: photo }, 'desk')).code).toBe('VALID');
    expect((await asked(license.key, { product: video }, 'desk')).code).toBe('NOT_ACTIVATED');
  });

  it('are reactivated by an admin where they were', async () => {
    const license = await bundle({ max_activations: 1, policy_overrides: { seats_per_product: true } });
    await activate(server, license.key, 'desk', { product: video });
    await deactivate(server, license.key, 'desk', { product: video });
    const seats = await server.asAdmin('GET', `/api/v1/activations?license=${license.key}`);
    const manager = await LicenseManager.on(server);
    const path = `activated-product-activations/${seats.body.items[0].number}`;
    expect((await manager.manage('POST', path)).status).toBe(200);
    expect((await asked(license.key, { product: video }, 'desk')).code).toBe('VALID');
  });

  it('go with the product', async () => {
    const license = await bundle({ policy_overrides: { seats_per_product: true } });
    await activate(server, license.key, 'desk', { product: video });
    await changed(server, license, { products: [photo] });
    expect((await server.asAdmin('DELETE', `/api/v1/products/${productOf(video).id}`)).status).toBe(204);
    expect(await activeSeatsOf(server, license)).toBe(0);
  });
});

describe('a key of a further product', () => {
  let key: string;
  let internal: string;
  beforeEach(async () => {
    key = (await keyOf(server, 'external', { product: video })).key;
    internal = (await keyOf(server, 'internal', { product: video })).key;
  });

  it('checks the license as its product', async () => {
    const license = await bundle();
    await server.sdk.products.update(productOf(photo).id, { is_active: false });
    const verify = (license_key: string) =>
      server.withKey('POST', '/api/license/verify', { body: { license_key, hardware_hash: 'desk' } }, key);
    const call = { body: { license_key: license.key, hardware_hash: 'desk' } };
    expect((await server.withKey('POST', '/api/license/activate', call, key)).status).toBe(200);
    expect((await verify(license.key)).body).toMatchObject({ valid: true });
    const { key: strange } = await bundle({}, photo, audio);
    expect((await verify(strange)).body).toMatchObject({ valid: false, license: null });
  });

  it('keeps sessions of the license alive', async () => {
    const license = await bundle();
    await activate(server, license.key, 'desk');
    const call = (path: string, body: object) => server.withKey('POST', `/api/license/session/${path}`, { body }, key);
    const { body } = await call('start', { license_key: license.key, hardware_hash: 'desk', version: '1.0' });
    expect((await call('heartbeat', { session_token: body.session_token })).status).toBe(200);
    expect((await call('end', { session_token: body.session_token })).status).toBe(200);
  });

  it('reads the license and changes nothing', async () => {
    const license = await bundle();
    const path = `/api/v1/licenses/${license.id}`;
    const call = (method: 'GET' | 'PATCH' | 'DELETE' | 'POST', url: string, body?: object) =>
      server.withKey(method, url, { body }, internal);
    expect((await call('GET', path)).body).toMatchObject({ products: [photo, video] });
    expect((await call('GET', '/api/v1/licenses')).body.items).toEqual([]);
    const answers = [
      await call('PATCH', path, { description: 'mine' }),
      await call('PATCH', path, { products: [video] }),
      await call('POST', `${path}/revoke`),
      await call('DELETE', path),
    ];
    expect(answers.map(codeOf)).toEqual(answers.map(() => 'FORBIDDEN'));
    expect(await server.sdk.licenses.get(license.id)).toMatchObject({
      description: '',
      state: 'active',
      products: [photo, video],
    });
  });
});

describe('platforms and channels', () => {
  const policy_overrides = { allowed_platforms: ['Windows', 'macos'], allowed_channels: ['stable'] };

  it.each([
    [{}, 'VALID'],
    [{ platform: 'windows', channel: 'STABLE' }, 'VALID'],
    [{ platform: 'linux' }, 'VERSION_NOT_ALLOWED'],
    [{ platform: 'macos', channel: 'beta' }, 'VERSION_NOT_ALLOWED'],
  ])('of a program that sends %j are %s', async (told, code) => {
    const { key } = await issued(server, { policy_overrides });
    expect(await asked(key, told)).toMatchObject({ code });
    const { key: free } = await issued(server);
    expect(await asked(free, told)).toMatchObject({ code: 'VALID' });
  });

  it('are judged at activation', async () => {
    const { key } = await issued(server, { policy_overrides });
    expect(codeOf(await activate(server, key, 'desk', { platform: 'linux' }))).toBe('VERSION_NOT_ALLOWED');
    expect((await activate(server, key, 'desk', { platform: 'macos' })).status).toBe(201);
  });
});
