import type { License } from '../../../sdk/src/generated/native';
import { Browser } from '../../testkit/browser';
import { activate, issued } from '../../testkit/issue';
import { releaseCode } from '../../support/license-files';
import { beat, start } from '../../support/license-sessions';
import { licenseOf, race } from '../../testkit/race';
import { TestServer } from '../../testkit/server';

const LIST = '/console/sessions';
const BORROWING = { policy_overrides: { max_borrow_days: 14 } };

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  server = await TestServer.shared();
});
beforeEach(async () => {
  server.clock.reset();
  await server.emptyTables('licenses', 'verifications');
  browser = new Browser(server);
  await browser.signIn();
});
afterAll(() => server.stop());

const floating = (max_sessions: number, more: Record<string, unknown> = {}): Promise<License> =>
  issued(server, { max_activations: 20, max_sessions, ...more });

/** Starts a session on a device of its own. */
async function run(license: License, device: string, more: Record<string, unknown> = {}) {
  await activate(server, license.key, device, { machine_name: `Name of ${device}` });
  const { body } = await start(server, license.key, device, more);
  return { id: String(body.session_id), token: String(body.session_token) };
}

const show = async (query = ''): Promise<string> => (await browser.get(`${LIST}${query}`)).html;
const takeBack = (id: string) => `${LIST}/${id}/take-back`;
const resume = (id: string) => `${LIST}/${id}/resume`;
const isRunning = async (token: string): Promise<boolean> => (await beat(server, token)).status === 200;

it('says what a floating license is where there is none', async () => {
  await issued(server);
  const html = await show();
  expect(html).toContain('No floating licenses');
  expect(html).toContain('href="/console/policies"');
  expect(html).not.toContain('use-chart');
});

it('counts seats that are taken, the peak, and devices that found none', async () => {
  const license = await floating(2);
  await run(license, 'desk');
  await run(license, 'stage', { app_version: '4.2.1' });
  await run(license, 'booth');
  await start(server, license.key, 'booth');
  const html = await show();
  for (const text of [
    '2 of 2',
    '2 running, 0 borrowed',
    'full for 0 min',
    '1 device found no seat',
    '2 seats',
    '4.2.1',
  ]) {
    expect({ text, isShown: html.includes(text) }).toEqual({ text, isShown: true });
  }
  expect(await show('?table=1')).toMatch(/<td class="right">2<\/td><td class="right">1<\/td>/);
  for (const query of ['?span=7d', '?span=30d', `?license=${license.id}`]) {
    expect({ query, isShown: (await show(query)).includes('1 device found no seat') }).toEqual({
      query,
      isShown: true,
    });
  }
});

it('shows the peak of an hour that is over, for as long as it lasted', async () => {
  const license = await floating(2, { policy_overrides: { session_lease: 86_400 } });
  server.clock.holdAt('2026-05-04T08:05:00Z');
  const [desk, stage] = [await run(license, 'desk'), await run(license, 'stage')];
  server.clock.holdAt('2026-05-04T08:50:00Z');
  await browser.signIn();
  for (const { id } of [desk, stage]) {
    await browser.post(takeBack(id));
  }
  server.clock.holdAt('2026-05-04T11:10:00Z');
  const html = await show('?table=1');
  expect(html).toContain('full for 45 min');
  expect(html.match(/<td class="right">2<\/td>/g)).toHaveLength(1);
  expect(html).toContain('0 running, 0 borrowed');
});

it('marks a session that missed its heartbeats', async () => {
  const license = await floating(2);
  await run(license, 'desk');
  server.clock.advance(50_000);
  await browser.signIn();
  const html = await show();
  expect(html).toContain('seat is released automatically at');
  expect(html).toContain('class="silent"');
});

it('lists the longest session first, and finds sessions', async () => {
  const [license, other] = [await floating(5), await floating(1)];
  for (const device of ['desk-1', 'stage-1']) {
    await run(license, device);
  }
  await run(other, 'booth-1');
  const html = await show();
  expect(html.indexOf('Name of desk-1')).toBeLessThan(html.indexOf('Name of stage-1'));
  for (const query of ['?q=booth', `?license=${other.key}`, `?license=${other.id}&q=booth`]) {
    const found = await show(query);
    expect({ query, booth: found.includes('booth-1'), desk: found.includes('desk-1') }).toEqual({
      query,
      booth: true,
      desk: false,
    });
  }
  expect(await show('?license=unknown')).toContain('No session matches');
  for (const wrong of ['view=gone', 'span=1y', 'after=x', 'before=x']) {
    expect({ wrong, status: (await browser.get(`${LIST}?${wrong}`)).status }).toEqual({ wrong, status: 400 });
  }
});

it('takes a seat back at once, and gives it back', async () => {
  const license = await floating(1);
  const { id, token } = await run(license, 'desk');
  const taken = await browser.post(takeBack(id));
  expect([taken.status, taken.location]).toEqual([303, LIST]);
  expect(await isRunning(token)).toBe(false);
  const list = await show();
  expect(list).toContain('The seat of Name of desk is taken back.');
  expect(list).toContain(`href="${resume(id)}"`);

  expect((await browser.get(resume(id))).html).toContain('Give the seat back to Name of desk?');
  expect((await browser.post(resume(id))).status).toBe(303);
  expect(await isRunning(token)).toBe(true);
  const { body } = await server.asAdmin('GET', '/api/v1/events?type=license_session.resumed');
  expect(body.items).toHaveLength(1);
});

it('keeps a seat that somebody took, and a session that ended by itself', async () => {
  const license = await floating(1);
  const desk = await run(license, 'desk');
  await browser.post(takeBack(desk.id));
  await run(license, 'stage');
  const refused = await browser.post(resume(desk.id));
  expect([refused.status, refused.html]).toEqual([409, expect.stringContaining('All seats are taken again.')]);
  const { id, token } = await run(await floating(1), 'booth');
  await server.call('POST', '/api/v1/license-sessions/end', { body: { session_token: token } });
  expect((await browser.post(resume(id))).status).toBe(303);
  expect(await show()).toContain('The session is not one that was taken back');
});

it('gives the last seat to one of a session that goes on and one that starts', async () => {
  const license = await floating(1);
  const desk = await run(license, 'desk');
  await activate(server, license.key, 'stage');
  await browser.post(takeBack(desk.id));
  await race({ databaseUrl: server.databaseUrl, ...licenseOf(license.key) }, [
    () => browser.post(resume(desk.id)).then(({ status }) => status),
    () => start(server, license.key, 'stage').then(({ status }) => status),
  ]);
  expect(await show()).toContain('1 of 1');
});

describe('a borrowed seat', () => {
  it('is taken back after saying that the program goes on', async () => {
    const license = await floating(2, BORROWING);
    const { id } = await run(license, 'laptop', { borrow_days: 7 });
    const list = await show('?view=borrowed');
    expect(list).toContain('released automatically');
    expect(list).toContain(`href="${takeBack(id)}"`);
    expect(await show()).not.toContain('Name of laptop');
    expect((await browser.get(takeBack(id))).html).toContain('Without a release code, an app without network goes on');
    expect((await browser.post(takeBack(id), { code: '' })).status).toBe(303);
    expect(await show()).toContain('0 running, 0 borrowed');
  });

  it('is released by the code of its device alone', async () => {
    const license = await floating(2, BORROWING);
    const { id } = await run(license, 'laptop', { borrow_days: 7 });
    await run(license, 'desk');
    const fileOf = async (hardware_id: string): Promise<string> => {
      const body = { hardware_id };
      return (await server.asAdmin('POST', `/api/v1/licenses/${license.id}/files`, { body })).body.id;
    };
    const [file, other] = [await fileOf('laptop'), await fileOf('desk')];
    for (const code of ['nonsense', releaseCode(license.key, 'desk', other)]) {
      const refused = await browser.post(takeBack(id), { code });
      expect([refused.status, refused.html]).toEqual([
        422,
        expect.stringContaining('not a release code of this device'),
      ]);
    }
    const released = await browser.post(takeBack(id), { code: releaseCode(license.key, 'laptop', file) });
    expect([released.status, released.location]).toEqual([303, LIST]);
    expect(await show()).toContain('1 running, 0 borrowed');
  });
});

it('leads back to the page of the license, which shows its sessions', async () => {
  const license = await floating(2);
  const { id } = await run(license, 'desk');
  const page = `/license/edit/${license.id}`;
  const path = `${takeBack(id)}?back=${encodeURIComponent(page)}`;
  const { html } = await browser.get(page);
  expect(html).toContain('1 of 2 running');
  expect(html).toContain(`action="${path}"`);
  expect(html).toContain(`href="${LIST}?license=${license.key}"`);
  expect(await browser.post(path)).toMatchObject({ status: 303, location: page });
});

it('lists starts that found no seat, with their device and license', async () => {
  const [license, other] = [await floating(1), await floating(1)];
  await run(license, 'desk');
  await run(license, 'stage', { app_version: '4.2.1' });
  await start(server, license.key, 'stage');
  await run(other, 'booth');
  const none = await show(`?view=refused&license=${other.id}`);
  expect(none).toContain('No session matches');
  const html = await show('?view=refused');
  expect(html.match(/Name of stage/g)).toHaveLength(4);
  expect([html.includes(`/license/edit/${license.id}`), html.includes('Name of booth')]).toEqual([true, false]);
  expect(html).toContain('newest first · each try counts');
  expect((await show('?view=refused&q=stage')).includes('Name of stage')).toBe(true);
  expect((await show('?view=refused&q=nobody')).includes('No session matches')).toBe(true);
  await server.sdk.licenses.delete(license.id);
  expect(await show('?view=refused')).toContain('deleted license');
  expect((await browser.get(`${LIST}?view=refused&after=wrong`)).status).toBe(400);
});

it('pages through refused starts, forward and back', async () => {
  const license = await floating(1);
  await run(license, 'desk');
  await activate(server, license.key, 'stage');
  await start(server, license.key, 'stage');
  await show('?view=refused');
  await server.dataSource.query(
    `INSERT INTO verifications (at, license_id, key, fingerprint, ip, dialect, operation, outcome)
     SELECT at - n * interval '1 millisecond', license_id, key, fingerprint, ip, dialect, operation, outcome
     FROM verifications, generate_series(1, 51) AS n WHERE fingerprint = 'stage' AND operation <> 'activate'`,
  );
  const first = await show('?view=refused');
  const next = /href="([^"]*)" rel="next"|rel="next"[^>]*href="([^"]*)"/.exec(first);
  const path = (next?.[1] ?? next?.[2] ?? '').replaceAll('&amp;', '&');
  const second = (await browser.get(path)).html;
  expect([first, second].map((html) => html.match(/>stage</g)?.length)).toEqual([50, 2]);
  expect(second).toMatch(
    /href="\/console\/sessions\?view=refused"[^>]*rel="prev"|rel="prev"[^>]*href="\/console\/sessions\?view=refused"/,
  );
});

it('compares licenses by the hours in which they were full', async () => {
  const lease = { policy_overrides: { session_lease: 86_400 } };
  server.clock.holdAt('2026-05-04T08:00:00Z');
  const [full, roomy] = [await floating(1, lease), await floating(2, lease)];
  await floating(3);
  const desk = await run(full, 'desk');
  await run(roomy, 'booth');
  await activate(server, full.key, 'stage');
  await start(server, full.key, 'stage');
  server.clock.holdAt('2026-05-04T09:30:00Z');
  await browser.signIn();
  await browser.post(takeBack(desk.id));
  server.clock.holdAt('2026-05-04T11:00:00Z');
  await browser.signIn();
  expect(await show()).toContain('href="/console/sessions/by-license"');
  const { html } = await browser.get(`${LIST}/by-license`);
  for (const text of ['1 h 30 min', 'never full', '0 of 1', '1 of 2', 'longest full first']) {
    expect({ text, isShown: html.includes(text) }).toEqual({ text, isShown: true });
  }
  expect(html.indexOf(full.key)).toBeLessThan(html.indexOf(roomy.key));
  server.clock.holdAt('2026-05-13T11:00:00Z');
  await browser.signIn();
  expect((await browser.get(`${LIST}/by-license`)).html).toContain('No floating seat was used');
});
