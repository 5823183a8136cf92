import { licenseWithRelay, sha256 } from '../../support/relays';
import { PortalOnServer, wordsOf } from '../../support/portal';
import { aProduct } from '../../testkit/callers';
import { formOf, type FormPart } from '../../testkit/forms';
import { issued } from '../../testkit/issue';

let portal: PortalOnServer;
beforeAll(async () => {
  portal = await PortalOnServer.start();
});
beforeEach(() => portal.server.clock.holdAt('2027-03-01T12:00:00Z'));
afterEach(() => portal.server.clock.reset());
afterAll(() => portal.stop());

let count = 0;

/** A customer, signed in to the portal, with a relay that writes reports. */
async function relayed() {
  const { server } = portal;
  const email = `operator-${(count += 1)}@example.com`;
  const { id: customer_id } = await portal.customer(email);
  await aProduct(server, `plant-${count}`, { name: `Plant ${count}` });
  const license = await issued(server, {
    product: `plant-${count}`,
    customer_id,
    max_sessions: 5,
    max_activations: null,
  });
  const { relay, issued: made } = await licenseWithRelay(server, license);
  const browser = await portal.signedIn(email);
  const path = `/portal/licenses/${license.id}/relays`;
  const write = (seq: number, before: string | null, more: object = {}) =>
    relay.report({
      license: license.id,
      seq,
      prev: before === null ? null : sha256(before),
      boot: 'a-data-folder',
      from: 1_798_000_000,
      to: 1_798_086_400,
      usage: { sessions: { peak: 2, started: 9, refused: 3, minutes_full: 30 } },
      ...more,
    });
  const send = async (...parts: FormPart[]) => {
    const { body, headers } = await formOf(...parts);
    return browser.postBody(`${path}/reports`, body, headers);
  };
  return { license, made, browser, path, write, send };
}

it('shows the relays of a license with their parts, ends and reports', async () => {
  const { license, browser, path, write, send } = await relayed();
  const card = wordsOf(await browser.get(`/portal/licenses/${license.id}`));
  expect(card).toMatch(/Plant 2 2 sessions · Runs until 1 Apr 2027/);
  const first = write(1, null);
  const sent = await send(['file', `${first}\n`, 'report.jws'], ['report', '']);
  expect([sent.status, sent.location]).toEqual([303, path]);
  const page = wordsOf(await browser.get(path));
  expect(page).toContain('Report 1 of Plant 2 is stored.');
  expect(page).toContain('at most 2 sessions at once, 3 starts without a free seat, full for 30 min');
  const unrelayed = await issued(portal.server, { max_sessions: 1 });
  expect((await browser.get(`/portal/licenses/${unrelayed.id}/relays`)).status).toBe(404);
});

it('says what is missing, repeated, forked or forged of a report', async () => {
  const { browser, path, write, send } = await relayed();
  const first = write(1, null);
  const second = write(2, first);
  await send(['report', second]);
  expect(wordsOf(await browser.get(path))).toContain('Report 2 of Plant 2 is stored. Reports are missing: 1.');
  await send(['report', first]);
  await send(['report', first]);
  const repeated = wordsOf(await browser.get(path));
  expect(repeated).toContain('was here already. It counts once.');
  expect(repeated).not.toContain('missing');

  const copy = await send(['report', write(2, first, { boot: 'another-folder' })]);
  expect([copy.status, wordsOf(copy)]).toEqual([409, expect.stringContaining('sent a report 2 before.')]);
  const forged = await send(['report', `${first.slice(0, -3)}AAA`]);
  expect([forged.status, wordsOf(forged)]).toEqual([
    422,
    expect.stringContaining('damaged, changed, or not by a relay'),
  ]);
  expect((await send(['report', ''])).status).toBe(422);
});

it('takes no report of a relay of another customer', async () => {
  const [own, other] = [await relayed(), await relayed()];
  const visit = await own.send(['report', other.write(1, null)]);
  expect([visit.status, wordsOf(visit)]).toEqual([422, expect.stringContaining('not by a relay')]);
  const { body } = await portal.server.asAdmin('GET', `/api/v1/relays/${other.made.id}/reports`);
  expect(body.items).toEqual([]);
});
