import { airGapRequest, claimsOf } from '../../support/license-files';
import { PortalOnServer, wordsOf } from '../../support/portal';
import { licenseWithRelay } from '../../support/relays';
import { rowsOf, unzipped } from '../../support/zip';
import type { Visit } from '../../testkit/browser';
import { aProduct } from '../../testkit/callers';
import { formOf } from '../../testkit/forms';
import { issued } from '../../testkit/issue';

let portal: PortalOnServer;
beforeAll(async () => {
  portal = await PortalOnServer.start();
});
beforeEach(() => portal.server.clock.holdAt('2027-03-01T12:00:00Z'));
afterEach(() => portal.server.clock.reset());
afterAll(() => portal.stop());

let count = 0;

/** A customer, signed in to the portal, with a license. */
async function licensed(fields: object = {}) {
  const { server } = portal;
  const email = `lab-${(count += 1)}@example.com`;
  const { id: customer_id } = await portal.customer(email);
  await aProduct(server, `lab-${count}`, { name: `Lab ${count}` });
  const license = await issued(server, { product: `lab-${count}`, customer_id, ...fields });
  const browser = await portal.signedIn(email);
  const path = `/portal/licenses/${license.id}`;
  const send = async (text: string) => {
    const { body, headers } = await formOf(['file', text, 'requests.csv'], ['requests', '']);
    return browser.postBody(`${path}/files/requests`, body, headers);
  };
  return { license, browser, path, send };
}

/** The files of the archive on a page. */
const filesOn = ({ html }: Visit): Record<string, string> =>
  unzipped(Buffer.from(/href="data:application\/zip;base64,([^"]+)"/.exec(html)?.[1] ?? '', 'base64'));

it('gives the files of many computers at once, and says which were refused', async () => {
  const { license, browser, path, send } = await licensed({ max_activations: 2 });
  expect((await browser.get(path)).html).toContain(`href="${path}/files"`);
  const lines = ['one', 'two', 'three'].map((name) => `${airGapRequest(license.key, name)},Desk ${name}`);
  const visit = await send(lines.join('\n'));
  expect(visit.status).toBe(200);
  expect(wordsOf(visit)).toContain('Your 2 files are ready');
  expect(wordsOf(visit)).toMatch(/Desk three .*seats/);
  const files = filesOn(visit);
  expect(Object.keys(files)).toEqual(['001-Desk_one.lic', '002-Desk_two.lic', 'results.csv']);
  expect(rowsOf(files['results.csv'] ?? '').map(({ result }) => result)).toEqual(['OK', 'OK', 'SEATS_EXHAUSTED']);
  expect((await send('')).status).toBe(422);
  await portal.set({ 'portal.offline_devices': false });
  expect((await browser.get(`${path}/files`)).status).toBe(404);
  await portal.set({ 'portal.offline_devices': true });
});

it('renews the files of all computers, and those of relays where the vendor allows it', async () => {
  const { license, browser, path, send } = await licensed({ max_activations: null, max_sessions: 3 });
  const { issued: relay } = await licenseWithRelay(portal.server, license);
  await send(['one', 'two'].map((name) => airGapRequest(license.key, name)).join('\n'));
  portal.server.clock.advance(43_200_000);
  const renewed = filesOn(await browser.post(`${path}/files/renewals`));
  expect(Object.keys(renewed)).toEqual(['001-one.lic', '002-two.lic', 'results.csv']);
  const { exp, fingerprint } = await claimsOf(portal.server, renewed['001-one.lic'] ?? '');
  expect([fingerprint, new Date(exp * 1000).toISOString()]).toEqual(['one', '2027-04-01T00:00:00.000Z']);
  await portal.set({ 'portal.relay_renewals': true });
  const all = filesOn(await browser.post(`${path}/files/renewals`));
  expect(Object.keys(all)).toEqual(['001-one.lic', '002-two.lic', '003-Plant_2.relay.json', 'results.csv']);
  expect(all['003-Plant_2.relay.json']).not.toContain('private_key');
  const { body } = await portal.server.asAdmin('GET', `/api/v1/relays/${relay.id}`);
  expect(body.expires_at).toBe('2027-04-01T12:00:00.000Z');
  await portal.set({ 'portal.relay_renewals': false });
});

it('lists what ends when, the first end first', async () => {
  const { license, browser, send } = await licensed({
    max_activations: null,
    max_sessions: 3,
    expires_at: '2027-12-31T00:00:00Z',
  });
  await licenseWithRelay(portal.server, license, { expires_at: '2027-03-20T00:00:00Z' });
  await send(`${airGapRequest(license.key, 'one')},Desk one`);
  const page = wordsOf(await browser.get('/portal/ends'));
  expect(page).toMatch(
    /3 ends .*Plant 2 Relay ends .*20 Mar 2027 .*Desk one License file ends .*31 Mar 2027 .*License ends/,
  );
  const { html, headers } = await browser.get('/portal/ends.csv');
  expect(headers['content-type']).toContain('text/csv');
  expect(rowsOf(html).map(({ kind, name }) => [kind, name])).toEqual([
    ['relay', 'Plant 2'],
    ['file', 'Desk one'],
    ['license', ''],
  ]);
  const other = await licensed();
  expect(wordsOf(await other.browser.get('/portal/ends'))).toContain('Nothing ends.');
});
