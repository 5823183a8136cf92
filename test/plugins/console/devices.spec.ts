import { DAY } from '../../../src/core/common/calendar';
import { issueFile, requestFile } from '../../support/license-files';
import { Browser } from '../../testkit/browser';
import { activate, issued, validate } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';
import { createLoggedInUser, PASSWORD } from '../../testkit/users';
import { signedIn } from '../../support/signed-in';

const LIST = '/console/devices';

let server: TestServer;
let browser: Browser;
let aBrowser: () => Browser;
beforeAll(async () => {
  server = await TestServer.shared();
  aBrowser = await signedIn(server);
});
beforeEach(async () => {
  await server.emptyTables('licenses');
  browser = aBrowser();
});
afterAll(() => server.stop());

/** An activated device. */
async function device(hardwareId: string, license: Record<string, unknown> = {}): Promise<{ key: string; id: string }> {
  const { key } = await issued(server, license);
  expect((await activate(server, key, hardwareId, { machine_name: `Name of ${hardwareId}` })).status).toBe(201);
  const { body } = await server.asAdmin('GET', `/api/v1/activations?license=${encodeURIComponent(key)}`);
  return { key, id: body.items[0].id };
}

const isValid = async (key: string, hardwareId: string): Promise<boolean> =>
  (await validate(server, key, hardwareId)).body.valid;

it('lists devices of all licenses, and finds them', async () => {
  const desk = await device('desk-1');
  const stage = await device('stage-1', { product: 'lic-default' });
  const { html } = await browser.get(LIST);
  for (const text of ['Name of desk-1', 'stage-1', desk.key, stage.key, 'Active', '1–2 of 2']) {
    expect({ text, isShown: html.includes(text) }).toEqual({ text, isShown: true });
  }
  for (const query of ['q=desk', `license=${desk.key}`, 'product=v2-default', 'view=active&q=Name of desk']) {
    const found = await browser.get(`${LIST}?${query.replaceAll(' ', '%20')}`);
    expect({ query, desk: found.html.includes(desk.key), stage: found.html.includes(stage.key) }).toEqual({
      query,
      desk: true,
      stage: false,
    });
  }
  expect((await browser.get(`${LIST}?view=past`)).html).toContain('No device matches');
  for (const wrong of ['view=gone', 'after=x', 'before=x', 'q=%25']) {
    expect({ wrong, status: (await browser.get(`${LIST}?${wrong}`)).status }).toEqual({ wrong, status: 400 });
  }
});

it('frees a seat at once, and takes it again', async () => {
  const { key, id } = await device('desk-1');
  const freed = await browser.post(`${LIST}/${id}/free`, { back: `${LIST}?view=active` });
  expect([freed.status, freed.location]).toEqual([303, `${LIST}?view=active`]);
  expect(await isValid(key, 'desk-1')).toBe(false);
  const list = await browser.get(LIST);
  expect(list.html).toContain('Seat of Name of desk-1 released.');
  expect(list.html).toContain(`href="${LIST}/${id}/reactivate"`);

  const page = await browser.get(`${LIST}/${id}/reactivate`);
  expect(page.html).toContain('Reactivate Name of desk-1?');
  expect((await browser.post(`${LIST}/${id}/reactivate`)).status).toBe(303);
  expect(await isValid(key, 'desk-1')).toBe(true);
});

it('says why a device cannot have a seat again', async () => {
  const { key, id } = await device('desk-1', { max_activations: 1 });
  await browser.post(`${LIST}/${id}/free`, { back: 'https://evil.example/' });
  await activate(server, key, 'laptop');
  expect((await browser.post(`${LIST}/${id}/reactivate`)).status).toBe(303);
  expect((await browser.get(LIST)).html).toContain('was not reactivated: apps receive SEATS_EXHAUSTED.');
});

it('lists those without a connection, which have a valid license file that a person issued', async () => {
  const license = await issued(server, { max_activations: null });
  const names = ['lab-7', 'lab-8', 'desk-1'];
  const offline = async () => {
    const { html } = await browser.get(`${LIST}?view=offline`);
    return names.filter((name) => html.includes(name));
  };
  const files = [];
  for (const hardware_id of ['lab-7', 'lab-8']) {
    files.push((await issueFile(server, license, { hardware_id })).body.id);
  }
  await activate(server, license.key, 'desk-1');
  expect((await requestFile(server, license.key, 'desk-1')).status).toBe(201);
  expect(await offline()).toEqual(['lab-7', 'lab-8']);
  await server.asAdmin('POST', `/api/v1/licenses/${license.id}/files/${files[0]}/revoke`);
  expect(await offline()).toEqual(['lab-8']);
  server.clock.advance(31 * DAY);
  await browser.signIn();
  expect(await offline()).toEqual([]);
  server.clock.reset();
});

it('pages forward and back', async () => {
  const { key } = await issued(server, { max_activations: null });
  await activate(server, key, 'device-0');
  await server.dataSource.query(
    `INSERT INTO activations (license_id, fingerprint, activated_at, last_seen_at)
     SELECT license_id, 'device-' || n, activated_at, last_seen_at FROM activations, generate_series(1, 51) AS n`,
  );
  const first = await browser.get(LIST);
  const [, next = ''] = /href="([^"]*after=[^"]*)"/.exec(first.html) ?? [];
  const second = await browser.get(next.replaceAll('&amp;', '&'));
  expect(second.html).toContain('2 on this page');
  const [, back = ''] = /href="([^"]*before=[^"]*)"/.exec(second.html) ?? [];
  expect((await browser.get(back.replaceAll('&amp;', '&'))).html).toContain('1–50 of more than 50');
});

it('shows each role what it may do', async () => {
  const { id } = await device('desk-1');
  const statuses: Record<string, number[]> = {};
  for (const role of ['support', 'viewer'] as const) {
    const { username } = await createLoggedInUser(server, role);
    const user = new Browser(server);
    await user.signIn(username, PASSWORD);
    const { html } = await user.get(LIST);
    expect({ role, canFree: html.includes('Release seat') }).toEqual({ role, canFree: role === 'support' });
    statuses[role] = [
      (await user.post(`${LIST}/${id}/free`)).status,
      (await user.get(`${LIST}/${id}/reactivate`)).status,
      (await user.post(`${LIST}/${id}/reactivate`)).status,
    ];
  }
  expect(statuses).toEqual({ support: [303, 403, 403], viewer: [403, 403, 403] });
});

it('answers for a device that does not exist, and escapes what programs sent', async () => {
  expect((await browser.post(`${LIST}/00000000-0000-4000-8000-000000000000/free`)).status).toBe(404);
  expect((await browser.post(`${LIST}/x/free`)).status).toBe(400);
  await device('"><img src=x onerror=alert(1)>');
  expect((await browser.get(LIST)).html).not.toContain('<img');
});
