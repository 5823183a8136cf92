import { aProduct } from '../../testkit/callers';
import { issued } from '../../testkit/issue';
import type { Answer, TestServer } from '../../testkit/server';
import { ShadowPair } from '../../support/shadow-pair';

const PRODUCT = 'box';
const PROXY = '10.9.9.9';
const [HERE, THERE] = ['2.0.0', '1.0.0'];
const SITE = 'https://www.example.com';
/** Two servers of a vendor have the key of the old one. */
const DATA_KEY = 'base64:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=';

let pair: ShadowPair;
let server: TestServer;
beforeAll(async () => {
  pair = await ShadowPair.start({ TRUSTED_PROXIES: PROXY, LICENSE_DATA_KEY: DATA_KEY });
  ({ server } = pair);
  for (const [one, version] of [[pair.old, THERE] as const, [server, HERE] as const]) {
    const { id } = await aProduct(one, PRODUCT);
    const body = { reference: `v${version}`, version, released_at: '2026-01-01' };
    expect((await one.asAdmin('POST', `/api/v1/products/${id}/versions`, { body })).status).toBe(201);
  }
});
afterAll(() => pair.stop());
beforeEach(() => pair.emptyTables());
afterEach(() => pair.endShadow('license-manager'));

/** As a client of LicenseBox sends it, through a proxy of this server. */
function send(call: string, body: object, client = '198.51.100.1'): Promise<Answer> {
  const headers = { 'lb-api-key': server.systemKey, 'lb-url': SITE, 'x-forwarded-for': client };
  return server.call('POST', `/api/${call}`, { body, headers, remoteAddress: PROXY });
}

const stored = (license_file: unknown) => ({
  product_id: PRODUCT,
  license_file,
  license_code: null,
  client_name: null,
});

/** The operations that this server has answered for the key, in order. */
async function answeredHere(key: string): Promise<string[]> {
  await pair.settled();
  const rows = await server.dataSource.query<{ operation: string }[]>(
    `SELECT operation FROM verifications WHERE key = $1 ORDER BY at, id`,
    [key],
  );
  return rows.map(({ operation }) => operation);
}

async function onBoth(key: string): Promise<void> {
  for (const one of [pair.old, server]) {
    await issued(one, { product: PRODUCT, key });
  }
}

describe('License Manager, half of whose keys are answered here', () => {
  it('gets all calls of a key from one server, though they name it only in encrypted data', async () => {
    const keys = Array.from({ length: 2 }, () => [pair.aKey(true), pair.aKey(false)]).flat();
    for (const key of keys) {
      await onBoth(key);
    }
    await pair.shadow('license-manager', { percent: 50 });
    for (const [index, key] of keys.entries()) {
      const client = `198.51.100.${index}`;
      const activated = await send(
        'activate_license',
        { product_id: PRODUCT, license_code: key, client_name: 'Ada' },
        client,
      );
      const file = stored(activated.body.lic_response);
      const answers = [
        activated,
        await send('verify_license', file, client),
        await send('deactivate_license', file, client),
      ];
      expect(answers.map(({ body }) => body.status)).toEqual([true, true, true]);
      expect(await answeredHere(key)).toEqual(index % 2 === 0 ? ['activate', 'check', 'deactivate'] : []);
    }
  });

  it('reads the key from a form, and from the current names of the calls and fields', async () => {
    const [ours, theirs] = [pair.aKey(true), pair.aKey(false)];
    await onBoth(ours);
    await onBoth(theirs);
    await pair.shadow('license-manager', { percent: 50 });
    for (const key of [ours, theirs]) {
      const call = (path: string, fields: Record<string, string>) =>
        server.call('POST', `/api/external/license/${path}`, {
          body: new URLSearchParams({ product_id: PRODUCT, ...fields }).toString(),
          headers: {
            'x-api-key': server.systemKey,
            'x-api-url': SITE,
            'content-type': 'application/x-www-form-urlencoded',
          },
        });
      const { body } = await call('activate', { license_code: key });
      expect((await call('verify', { license_data: body.data.license_data })).body.status).toBe(true);
    }
    expect([await answeredHere(ours), await answeredHere(theirs)]).toEqual([['activate', 'check'], []]);
  });

  it('leaves license files that it cannot read to the old server, also at 100 %', async () => {
    const foreign = Buffer.from(JSON.stringify({ iv: 'AAAA', value: 'AAAA', mac: 'AAAA' })).toString('base64');
    await pair.shadow('license-manager', { percent: 100 });
    await send('verify_license', stored(foreign));
    await pair.settled();
    expect(await server.dataSource.query('SELECT 1 FROM verifications')).toEqual([]);
    expect(await pair.agreement('license-manager')).toEqual({ 'POST /api/verify_license': { same: 1 } });
  });

  it('counts calls without a license by the address of the client, not by that of the proxy', async () => {
    await pair.shadow('license-manager', { percent: 50 });
    const versions = new Map<string, Set<string>>();
    for (let request = 0; request < 16; request++) {
      const client = `198.51.100.${request % 8}`;
      const { body } = await send('latest_version', { product_id: PRODUCT }, client);
      versions.set(client, (versions.get(client) ?? new Set()).add(body.latest_version));
    }
    const ofClients = [...versions.values()].map((ofOne) => [...ofOne].join());
    expect(new Set(ofClients)).toEqual(new Set([HERE, THERE]));
  });
});
