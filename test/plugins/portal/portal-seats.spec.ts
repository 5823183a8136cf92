import { PortalOnServer, wordsOf } from '../../support/portal';
import { start } from '../../support/license-sessions';
import { rowsOf } from '../../support/zip';
import { Browser } from '../../testkit/browser';
import { aProduct } from '../../testkit/callers';
import { activate, issued } from '../../testkit/issue';

let portal: PortalOnServer;
beforeAll(async () => {
  portal = await PortalOnServer.start();
});
afterAll(() => portal.stop());

let count = 0;

/** A customer, signed in to the portal, with a floating license that has one seat in use and an app that waits. */
async function floating(max_sessions: number | null = 1) {
  const { server } = portal;
  const email = `studio-${(count += 1)}@example.com`;
  const { id: customer_id } = await portal.customer(email);
  await aProduct(server, `studio-${count}`, { name: `Studio ${count}` });
  const fields = { product: `studio-${count}`, customer_id, max_sessions, max_activations: null };
  const license = await issued(server, fields);
  const startOn = async (device: string, more: Record<string, unknown> = {}) => {
    await activate(server, license.key, device);
    return start(server, license.key, device, more);
  };
  const browser = await portal.signedIn(email);
  return { license, browser, startOn, path: `/portal/licenses/${license.id}/seats` };
}

const team = { name: 'Design', reserved_for: 'users', members: 'Ada@example.com\ngrace@example.com', seats: '1' };

it('shows who has a seat, and who waits for one since when', async () => {
  const { browser, startOn, path, license } = await floating();
  expect((await startOn('desk')).status).toBe(201);
  expect((await startOn('lab', { wait: true, user: 'Grace@example.com' })).status).toBe(409);
  expect((await browser.get(`/portal/licenses/${license.id}`)).html).toContain(`href="${path}"`);
  const page = wordsOf(await browser.get(path));
  expect(page).toMatch(/In use now, 1 of 1 .*desk .*Waiting line, 1 .*Place 1, grace@example.com, lab /);
  expect(page).toContain('At most 1 seats at once, 1 refused starts');
  expect((await browser.get(`${path}?table=1`)).html).toMatch(/id="use-chart"[^]*<table/);
  const console = new Browser(portal.server);
  await console.signIn();
  expect(wordsOf(await console.get(`/license/edit/${license.id}`))).toMatch(
    /Waiting line .*Waits since 1 .*grace@example.com .*lab/,
  );
  const { html, headers } = await browser.get(`${path}/use.csv?by=host`);
  expect(headers['content-type']).toContain('text/csv');
  expect(rowsOf(html)).toMatchObject([
    { key: 'desk', sessions: '1' },
    { key: 'lab', refused: '1' },
  ]);
});

it('reserves seats, changes and deletes reservations as the customer', async () => {
  const { browser, path, license } = await floating(2);
  const list = async () =>
    (await portal.server.asAdmin('GET', `/api/v1/licenses/${license.id}/reservations`)).body.items;
  expect((await browser.post(`${path}/reservations`, { ...team, seats: '' })).status).toBe(422);
  expect((await browser.post(`${path}/reservations`, { ...team, seats: '3' })).status).toBe(409);
  expect(await browser.post(`${path}/reservations`, team)).toMatchObject({ status: 303, location: path });
  const [made] = await list();
  expect(made).toMatchObject({ name: 'Design', seats: 1, members: ['ada@example.com', 'grace@example.com'] });
  expect(wordsOf(await browser.get(path))).toMatch(/Design .*ada@example.com, grace@example.com · 0 of 1 in use/);

  const own = `${path}/reservations/${made.id}`;
  expect((await browser.get(own)).html).toContain('value="Design"');
  await browser.post(own, { ...team, name: '', reserved_for: 'networks', members: '10.0.0.0/8', seats: '2' });
  expect(await list()).toMatchObject([{ name: null, reserved_for: 'networks', members: ['10.0.0.0/8'], seats: 2 }]);
  await browser.post(`${own}/delete`);
  expect(await list()).toEqual([]);
});

it('reserves nothing of a license of another customer, or of one without floating seats', async () => {
  const [own, other, fixed] = [await floating(2), await floating(2), await floating(null)];
  await other.browser.post(`${other.path}/reservations`, team);
  const { body } = await portal.server.asAdmin('GET', `/api/v1/licenses/${other.license.id}/reservations`);
  const [{ id }] = body.items;
  for (const path of [
    `${other.path}/reservations`,
    `${other.path}/reservations/${id}`,
    `${own.path}/reservations/${id}`,
  ]) {
    expect([path, (await own.browser.post(path, team)).status]).toEqual([path, 404]);
  }
  expect((await own.browser.post(`${own.path}/reservations/${id}/delete`)).status).toBe(404);
  expect((await fixed.browser.get(fixed.path)).status).toBe(404);
});
