import { formOf } from '../../testkit/forms';
import { LicenseManager, refusal } from '../../support/license-manager';
import { TestServer } from '../../testkit/server';

const SITE = { 'lb-url': 'https://shop.example/update.php' };
const TAKEN = 'A version with this reference already exists';
/** Letters and digits that are safe in an address as they stand: LicenseBox's programs encode nothing. */
const WITH_SUFFIX = /^v1\.1\.0-[2-9a-hjkmnp-z]{8}$/;

let server: TestServer;
let lm: LicenseManager;
beforeAll(async () => {
  server = await TestServer.shared();
  lm = await LicenseManager.on(server);
});
beforeEach(() => server.emptyTables('product_versions'));
afterAll(() => server.stop());

const publish = ({ reference }: { reference: string }, body: object) =>
  lm.manage('POST', `products/${reference}/versions`, { body });

async function published(product: { reference: string }, version = '1.1.0'): Promise<string> {
  const { status, body } = await publish(product, { version });
  expect([status, body.error]).toEqual([201, false]);
  return body.data.version_id;
}

describe('a version that is published without an id', () => {
  it('takes its version as id if no other product has it', async () => {
    const [first, second, third] = [await lm.aProduct(), await lm.aProduct(), await lm.aProduct()];
    expect(await published(first)).toBe('v1.1.0');
    expect(await published(first, '1.1.1')).toBe('v1.1.1');
    const [one, other] = [await published(second), await published(third)];
    expect(one).toMatch(WITH_SUFFIX);
    expect(other).toMatch(WITH_SUFFIX);
    expect(other).not.toBe(one);
  });

  it('avoids an id that was chosen', async () => {
    const [first, second] = [await lm.aProduct(), await lm.aProduct()];
    expect((await publish(first, { version: '7', version_id: 'v1.1.0' })).status).toBe(201);
    expect(await published(second)).toMatch(WITH_SUFFIX);
  });

  it('has a unique id if several products publish it concurrently', async () => {
    const products = await Promise.all(Array.from({ length: 6 }, () => lm.aProduct()));
    const ids = await Promise.all(products.map((product) => published(product)));
    expect(new Set(ids).size).toBe(6);
    expect(ids.filter((id) => id === 'v1.1.0')).toHaveLength(1);
  });

  it('is refused if its product has the version, with or without a suffix', async () => {
    const products = [await lm.aProduct(), await lm.aProduct()];
    for (const product of products) {
      await published(product);
    }
    for (const product of products) {
      const { status, body } = await publish(product, { version: '1.1.0' });
      expect([status, body]).toEqual([422, refusal(TAKEN, { version_id: [TAKEN] })]);
    }
  });

  it('has an id within the limit for a version of any length', async () => {
    const version = '1'.repeat(250) + '😀'.repeat(4);
    expect(await published(await lm.aProduct(), version)).toBe(`v${version}`);
    const id = await published(await lm.aProduct(), version);
    expect([Array.from(id).length, id.slice(0, 247)]).toEqual([255, `v${version.slice(0, 245)}-`]);
  });
});

it('a chosen version id is kept, also in several products', async () => {
  const [first, second] = [await lm.aProduct(), await lm.aProduct()];
  await published(first);
  const { status, body } = await publish(second, { version: '1.1.0', version_id: 'v1.1.0' });
  expect([status, body.data.version_id]).toEqual([201, 'v1.1.0']);
});

describe('a program of LicenseBox, which sends an id without a product', () => {
  const legacy = (name: string, body: unknown) => lm.askLegacy(name, body, SITE);
  const sizeOf = async (rest: string) => {
    const headers = { 'lb-api-key': lm.externalKey };
    const answer = await server.call('HEAD', `/api/get_update_size/${rest}`, { headers });
    return [answer.status, answer.headers['content-length']];
  };
  const send = async (product: { reference: string }, name: string) =>
    lm.manage(
      'POST',
      `products/${product.reference}/versions`,
      await formOf(
        ['version', '1.1.0'],
        ['main_file', `the program ${name}`, 'a.zip'],
        ['sql_file', `the SQL ${name}`, 'a.sql'],
      ),
    );

  /** From the question for an update to the file, as such a program goes. */
  async function updated(product: { reference: string }, type: string): Promise<string> {
    const { key } = await lm.aLicense({ product: product.reference });
    const product_id = product.reference;
    const { body } = await legacy('activate_license', { product_id, license_code: key, client_name: 'Ada' });
    const { update_id } = (await legacy('check_update', { product_id, current_version: '1.0' })).body;
    const form = await formOf(['license_file', body.lic_response], ['license_code', ''], ['client_name', '']);
    const reply = await server.app.inject({
      method: 'POST',
      url: `/api/download_update/${type}/${update_id}`,
      payload: form.body,
      headers: { ...form.headers, ...SITE, 'lb-api-key': lm.externalKey },
    });
    expect(await sizeOf(`${type}/${update_id}`)).toEqual([200, String(reply.rawPayload.length)]);
    return reply.payload;
  }

  it('gets its own file and size if two products have a version of that number', async () => {
    const [mine, yours] = [await lm.aProduct(), await lm.aProduct()];
    await send(mine, 'mine');
    await send(yours, 'that is longer');
    expect(await updated(mine, 'main')).toBe('the program mine');
    expect(await updated(yours, 'main')).toBe('the program that is longer');
    expect(await updated(mine, 'sql')).toBe('the SQL mine');
    expect(await updated(yours, 'sql')).toBe('the SQL that is longer');
  });

  it('gets the size of the main file without a type', async () => {
    const [mine, yours] = [await lm.aProduct(), await lm.aProduct()];
    await send(mine, 'mine');
    const { body } = await send(yours, 'that is longer');
    expect(await sizeOf('v1.1.0')).toEqual([200, String('the program mine'.length)]);
    expect(await sizeOf(body.data.version_id)).toEqual([200, String('the program that is longer'.length)]);
    expect((await sizeOf('v9'))[0]).toBe(404);
  });
});
