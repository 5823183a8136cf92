import { Browser } from '../support/browser';
import { activate, changed, issued, validate } from '../support/issue';
import { createLoggedInUser, PASSWORD } from '../support/users';
import { TestServer } from '../support/server';

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  server = await TestServer.start();
  browser = new Browser(server);
  await browser.signIn();
});
afterAll(() => server.stop());

const DAY = 86_400_000;
const at = (license: { id: string }, below = ''): string => `/license/edit/${license.id}${below}`;
const inDays = (days: number): string => new Date(server.clock.now().getTime() + days * DAY).toISOString();
const read = async ({ id }: { id: string }): Promise<any> =>
  (await server.asAdmin('GET', `/api/v1/licenses/${id}`)).body;
async function page(license: { id: string }, below = ''): Promise<string> {
  const { status, html } = await browser.get(at(license, below));
  expect(status).toBe(200);
  return html;
}

describe('the page', () => {
  it('is found by uuid, number and key', async () => {
    const license = await issued(server);
    for (const id of [license.id, String(license.number), encodeURIComponent(license.key)]) {
      const { status, html } = await browser.get(`/license/edit/${id}`);
      expect(status).toBe(200);
      expect(html).toContain(`<h1>${license.key}</h1>`);
    }
  });

  it('offers a search for what is no license', async () => {
    for (const id of [
      '7d4f1c9e-0000-4000-8000-000000000000',
      '999999',
      'NO-SUCH-KEY',
      '%22%3E%3Cscript%3E',
      '9'.repeat(400),
    ]) {
      const { status, html } = await browser.get(`/license/edit/${id}`);
      expect(status).toBe(404);
      expect(html).toContain('No such license');
      expect(html).not.toContain('"><script>');
    }
    expect((await browser.get('/license/edit/NO-SUCH-KEY')).html).toContain('value="NO-SUCH-KEY"');
  });

  it('shows no banner if all is well', async () => {
    const html = await page(await issued(server));
    expect(html).not.toContain('id="state-title"');
    expect(html).toContain('VALID');
  });

  it.each([
    [{ state: 'revoked' }, 'Revoked on', 'REVOKED'],
    [{ state: 'blocked' }, 'Blocked since', 'BLOCKED'],
    [{ state: 'disabled' }, 'Disabled since', 'DISABLED'],
  ])('tells who brought it into the state %j', async (change, title, code) => {
    const license = await issued(server);
    await changed(server, license, change);
    const html = await page(license);
    expect(html).toContain(title);
    expect(html).toContain('By admin.');
    expect(html).toContain(code);
    expect(html).toContain(`/console/explain?key=${license.key}`);
  });

  it('tells when it expires, has expired and until when it still runs', async () => {
    const license = await issued(server, { expires_at: inDays(12.5) });
    expect(await page(license)).toContain('Expires in 12 days');
    await changed(server, license, { expires_at: inDays(-4.5), policy_overrides: { grace_days: 14 } });
    expect(await page(license)).toMatch(/Expired 4 days ago, still runs until .*IN_GRACE/s);
    await changed(server, license, { policy_overrides: {} });
    expect(await page(license)).toMatch(/Expired 4 days ago.*gives no grace.*EXPIRED/s);
    await changed(server, license, { policy_overrides: { expiry_strategy: 'allow_access' } });
    expect(await page(license)).toMatch(/Expired 4 days ago, still runs.*EXPIRED_BUT_USABLE/s);
    await changed(server, license, { starts_at: inDays(3), expires_at: null });
    expect(await page(license)).toMatch(/Starts on .*NOT_STARTED/s);
  });

  it('tells that all seats are taken, and that programs must name a user', async () => {
    const license = await issued(server, { max_activations: 1 });
    await activate(server, license.key, 'desk');
    expect(await page(license)).toMatch(/The only seat is taken.*A further device is refused now/s);
    await changed(server, license, { max_activations: 2, policy_overrides: { require_user: true } });
    expect(await page(license)).toMatch(/Programs are refused now.*must name a user.*USER_MISMATCH/s);
  });

  it('shows devices, verdicts, users and history, escaped, and takes no seat and writes no log', async () => {
    const license = await issued(server, { description: '<img src=x>', max_users: 5 });
    await activate(server, license.key, 'desk', { machine_name: '<b>Desk</b>', app_version: '4.2.1' });
    await validate(server, license.key, 'other');
    await server.asAdmin('POST', `/api/v1/licenses/${license.id}/users`, { body: { email: 'ada@example.com' } });
    const before = await server.dataSource.query('SELECT count(*) FROM verifications');
    const html = await page(license);
    for (const text of [
      '&lt;b>Desk&lt;/b>',
      '4.2.1',
      'DEVICE_MISMATCH',
      'ada@example.com',
      'today: 1 usable, 1 refused',
    ]) {
      expect(html).toContain(text);
    }
    expect(html).toContain('admin issued the license');
    expect(html).toContain('A program activated a device');
    expect(html).not.toContain('<b>Desk');
    expect(html).not.toContain('<img src=x');
    expect(await server.dataSource.query('SELECT count(*) FROM verifications')).toEqual(before);
  });

  it('shows 20 of many devices, and a list of all', async () => {
    const license = await issued(server, { max_activations: 50 });
    for (let index = 0; index < 23; index++) {
      await activate(server, license.key, `device-${index}.`);
    }
    const html = await page(license);
    expect(html).toContain('23 of 50 taken');
    expect(html).toContain('device-3.');
    expect(html).not.toContain('device-2.');
    expect(html).toContain(`href="${at(license, '/devices')}"`);
  });
});

void createLoggedInUser;
void PASSWORD;
void read;
