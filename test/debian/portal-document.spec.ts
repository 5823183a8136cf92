import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aProduct, keyOf } from '../testkit/callers';
import { issued } from '../testkit/issue';
import { PortalOnServer } from '../support/portal';
import { samplesIn } from '../support/samples';
import { Shell } from '../support/shell';
import type { TestServer } from '../testkit/server';

let portal: PortalOnServer;
let server: TestServer;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keyward-portal-'));
  portal = await PortalOnServer.start();
  ({ server } = portal);
  await portal.set({ 'portal.return_urls': ['https://shop.example.com/account'], 'portal.claims': 'with_approval' });
});
afterAll(async () => {
  await portal.stop();
  rmSync(folder, { recursive: true });
});

/** A claim that waits. */
async function claimed(license: string, of: string, email: string): Promise<string> {
  await portal.customer(email);
  const browser = await portal.signedIn(email);
  await browser.post('/portal/claim', { key: license, proof: of });
  const { body } = await server.asAdmin('GET', '/api/v1/claims', { query: { q: email } });
  return body.items[0].id;
}

it('every command of docs/portal.md does what it says', async () => {
  const { policy } = await aProduct(server, 'studio');
  const { id: customer } = await portal.customer('ada@example.com', { company: 'Halden Users' });
  const license = await issued(server, { product: 'studio', customer_id: customer, key: 'Q7RD-K2LM-9XWE-4TUB' });
  writeFileSync(join(folder, 'requests.csv'), 'request,name\nno request,Lab\n');
  const { id: buyer } = await portal.customer('buyer@example.com');
  const claims = await Promise.all(
    ['CLAIMED-KEY-1', 'CLAIMED-KEY-2'].map(async (key) => {
      await issued(server, { product: 'studio', customer_id: buyer, key });
      return claimed(key, 'buyer@example.com', `${key.toLowerCase()}@example.com`);
    }),
  );
  const [claim = '', other = ''] = claims;
  const { key } = await keyOf(server, 'internal', { name: 'web-shop', permissions: ['portal:sessions'] });
  const samples = samplesIn('docs/portal.md').filter(({ language }) => language === 'sh');
  expect(samples.filter(({ mark }) => mark !== 'runs')).toEqual([]);
  const printed = await Shell.type(samples.map(({ text }) => text).join('echo\n'), folder, {
    KEYWARD: await server.listen(),
    TOKEN: await server.adminToken(),
    INTERNAL_KEY: key,
    CUSTOMER: customer,
    POLICY: policy,
    LICENSE: license.id,
    CLAIM: claim,
    OTHER_CLAIM: other,
  }).printed();
  for (const text of [
    '/portal/sign-in?token=',
    '"portal_key_replacements":2',
    '"state":"approved"',
    '"state":"refused"',
    '"result":"owned"',
    '"result":"license_unknown"',
  ]) {
    expect(printed).toContain(text);
  }
  expect(readFileSync(join(folder, 'license-files.zip'), 'latin1')).toContain('results.csv');
});
