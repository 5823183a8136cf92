import type { User } from '../../../sdk/src/generated/native';
import { Browser } from '../../testkit/browser';
import { secondFactorOf } from '../../support/second-factor';
import { TestServer } from '../../testkit/server';
import { createLoggedInUser, isLoggedIn, logInStatus, type LoggedInUser, PASSWORD } from '../../testkit/users';

const HOSTILE = `<img-src=x>"'&`;
const NOBODY = '00000000-0000-4000-8000-000000000000';

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  server = await TestServer.shared();
});
beforeEach(async () => {
  browser = new Browser(server);
  await browser.signIn();
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

const read = async (id: string): Promise<User> => (await server.asAdmin('GET', `/api/v1/users/${id}`)).body;
const pathOf = ({ id }: { id: string }, verb = ''): string => `/console/people/${id}${verb}`;
const asRole = async (role: 'admin' | 'support' | 'viewer'): Promise<Browser> => {
  const { username } = await createLoggedInUser(server, role);
  const own = new Browser(server);
  await own.signIn(username, PASSWORD);
  return own;
};
const shownPassword = (html: string): string => /<pre[^>]*>([^<]+)<\/pre>/.exec(html)?.[1] ?? '';

describe('the list', () => {
  it('shows role, second factor, last sign-in and sessions, and leads to each person', async () => {
    const person = await createLoggedInUser(server, 'support', 'grace');
    await secondFactorOf(server, person);
    const { status, html } = await browser.get('/console/people?q=grace');
    expect(status).toBe(200);
    for (const text of ['grace', 'Support', '>On<', 'this minute', '1–1 of 1', `href="${pathOf(person)}"`]) {
      expect(html).toContain(text);
    }
  });

  it('is filtered by its address', async () => {
    await server.asAdmin('POST', '/api/v1/users', {
      body: { username: 'alan', email: 'alan@example.com', password: PASSWORD, role: 'viewer' },
    });
    const html = async (query: string) => (await browser.get(`/console/people?${query}`)).html;
    expect(await html('q=alan%40example')).toContain('1–1 of 1');
    expect(await html('q=alan&role=support')).toContain('Nobody matches');
    expect(await html('q=&role=&deactivated=')).toContain('>alan<');
    expect(await html('q=100%25')).toContain('Nothing was found for “100%”');
    for (const query of ['role=root', 'page=0', 'page=x', 'deactivated=maybe']) {
      expect((await browser.get(`/console/people?${query}`)).status).toBe(400);
    }
  });

  it('escapes what people typed, in names and searches', async () => {
    await server.asAdmin('POST', '/api/v1/users', { body: { username: HOSTILE, password: PASSWORD, role: 'viewer' } });
    for (const { html } of [
      await browser.get('/console/people'),
      await browser.get(`/console/people?q=${encodeURIComponent(`${HOSTILE}!`)}`),
      await browser.post('/console/people/new', { username: `${HOSTILE} ${HOSTILE}`, role: 'viewer' }),
    ]) {
      expect(html).toContain('&lt;img-src=x');
      expect(html).not.toContain('<img');
    }
  });
});

describe('adding a person', () => {
  it('shows a generated password once, which signs in', async () => {
    const { status, html } = await browser.post('/console/people/new', {
      username: 'New.Person',
      email: '',
      role: 'viewer',
      password: '',
    });
    expect(status).toBe(200);
    const password = shownPassword(html);
    expect(password).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/);
    expect(await logInStatus(server, 'new.person', password)).toBe(200);
    const { body } = await server.asAdmin('GET', '/api/v1/users/new.person');
    expect(body).toMatchObject({ role: 'viewer', email: null });
    expect((await browser.get(pathOf(body))).html).not.toContain(password);
  });

  it('takes a typed password without showing it', async () => {
    const { status, location } = await browser.post('/console/people/new', {
      username: 'typed',
      email: 'typed@example.com',
      role: 'support',
      password: 'a typed password',
    });
    expect(status).toBe(303);
    expect((await browser.get(location ?? '')).html).toContain('typed is added.');
    expect(await logInStatus(server, 'typed', 'a typed password')).toBe(200);
  });

  it('is refused with an error beside each wrong field, and keeps the values', async () => {
    const { status, html } = await browser.post('/console/people/new', {
      username: 'with space',
      email: 'no address',
      role: '',
      password: 'short',
    });
    expect(status).toBe(422);
    const unknown = await browser.post('/console/people/new', { username: 'somebody', role: 'root' });
    expect([unknown.status, unknown.html]).toEqual([422, expect.stringContaining('Choose a role.')]);
    for (const text of [
      'Enter a user name of 1 to 255 characters',
      'Enter an address such as',
      'Choose a role.',
      'A password must have 8 to 200 characters.',
      'value="with space"',
      'value="no address"',
    ]) {
      expect(html).toContain(text);
    }
    expect(html).not.toContain('value="short"');
    const taken = await browser.post('/console/people/new', { username: 'ADMIN', role: 'viewer' });
    expect(taken.status).toBe(409);
    expect(taken.html).toContain('This user name is taken');
  });

  it('lets no admin add an owner', async () => {
    const admin = await asRole('admin');
    expect((await admin.get('/console/people/new')).html).not.toContain('value="owner"');
    expect((await admin.post('/console/people/new', { username: 'made-owner', role: 'owner' })).status).toBe(403);
    expect((await server.asAdmin('GET', '/api/v1/users/made-owner')).status).toBe(404);
  });
});

describe('a person', () => {
  let person: LoggedInUser;
  beforeEach(async () => {
    person = await createLoggedInUser(server, 'viewer');
  });

  it('gets another role and address, which ends the sessions', async () => {
    const change = { role: 'support', email: 'new@example.com' };
    expect(await browser.post(pathOf(person), change)).toMatchObject({ status: 303, location: pathOf(person) });
    expect(await read(person.id)).toMatchObject(change);
    expect(await isLoggedIn(server, person.token)).toBe(false);
    await browser.post(pathOf(person), { role: 'support', email: '' });
    expect((await read(person.id)).email).toBeNull();
    const refused = await browser.post(pathOf(person), { role: 'support', email: 'none' });
    expect([refused.status, refused.html.includes('value="none"')]).toEqual([422, true]);
  });

  it('gets a new password, shown once, which ends the sessions', async () => {
    const asked = await browser.get(pathOf(person, '/password'));
    expect(asked.html).toContain('1 session ends at once.');
    const { status, html } = await browser.post(pathOf(person, '/password'), { password: '' });
    expect(status).toBe(200);
    expect(await isLoggedIn(server, person.token)).toBe(false);
    expect(await logInStatus(server, person.username, PASSWORD)).toBe(401);
    expect(await logInStatus(server, person.username, shownPassword(html))).toBe(200);

    const typed = await browser.post(pathOf(person, '/password'), { password: 'typed instead' });
    expect(typed).toMatchObject({ status: 303, location: pathOf(person) });
    expect(await logInStatus(server, person.username, 'typed instead')).toBe(200);
    expect((await browser.post(pathOf(person, '/password'), { password: 'short' })).status).toBe(422);
  });

  it('loses the second factor', async () => {
    await secondFactorOf(server, person);
    expect((await browser.get(pathOf(person))).html).toContain(pathOf(person, '/second-factor'));
    expect((await browser.get(pathOf(person, '/second-factor'))).status).toBe(200);
    expect(await browser.post(pathOf(person, '/second-factor'))).toMatchObject({ status: 303 });
    expect((await read(person.id)).second_factor).toBe(false);
    expect(await logInStatus(server, person.username, PASSWORD)).toBe(200);
  });

  it('has sessions that end one by one, or all at once', async () => {
    const other = await server.logIn(person.username, PASSWORD);
    const { html } = await browser.get(pathOf(person));
    const [, end = ''] = /action="([^"]+\/sessions\/[0-9a-f-]{36}\/end)"/.exec(html) ?? [];
    expect(await browser.post(end)).toMatchObject({ status: 303, location: pathOf(person) });
    expect([await isLoggedIn(server, other), await isLoggedIn(server, person.token)]).toEqual([false, true]);
    expect((await browser.post(end)).status).toBe(404);
    await browser.post(pathOf(person, '/sessions/end'));
    expect(await isLoggedIn(server, person.token)).toBe(false);
    expect((await browser.get(pathOf(person))).html).toContain('Not signed in anywhere.');
  });

  it('is deactivated and activated again, after a question', async () => {
    expect((await browser.get(pathOf(person, '/deactivate'))).html).toContain(`Deactivate ${person.username}?`);
    expect(await browser.post(pathOf(person, '/deactivate'))).toMatchObject({ status: 303, location: pathOf(person) });
    expect(await logInStatus(server, person.username, PASSWORD)).toBe(401);
    const { html } = await browser.get(pathOf(person));
    expect(html).toContain('This person is deactivated');
    expect((await browser.get('/console/people?deactivated=true')).html).toContain(pathOf(person));
    expect((await browser.get(pathOf(person, '/activate'))).status).toBe(200);
    expect(await browser.post(pathOf(person, '/activate'))).toMatchObject({ status: 303 });
    expect(await logInStatus(server, person.username, PASSWORD)).toBe(200);
  });

  it('who does not exist has no page', async () => {
    for (const verb of ['', '/password', '/second-factor', '/deactivate', '/activate']) {
      expect((await browser.get(pathOf({ id: NOBODY }, verb))).status).toBe(404);
      expect((await browser.get(pathOf({ id: 'nonsense' }, verb))).status).toBe(400);
    }
  });

  it('who is the last owner stays one', async () => {
    const { body: own } = await server.asAdmin('GET', '/api/v1/users/admin');
    const { status, html } = await browser.post(pathOf(own), { role: 'viewer', email: '' });
    expect(status).toBe(409);
    expect(html).toContain('This is the last owner');
    expect((await browser.post(pathOf(own, '/deactivate'))).status).toBe(409);
    expect((await browser.get(pathOf(own))).html).not.toContain(pathOf(own, '/deactivate'));
  });
});

const POSTS = ['', '/password', '/second-factor', '/deactivate', '/activate', '/sessions/end'];

it.each(['support', 'viewer'] as const)('%s sees people and changes nobody', async (role) => {
  const person = await createLoggedInUser(server, 'viewer');
  const own = await asRole(role);
  const list = await own.get('/console/people');
  expect([list.status, list.html.includes('/console/people/new')]).toEqual([200, false]);
  const page = await own.get(pathOf(person));
  expect([page.status, page.html.includes(`action="${pathOf(person)}`), page.html.includes('Deactivate')]).toEqual([
    200,
    false,
    false,
  ]);
  for (const path of ['/console/people/new', ...POSTS.map((verb) => pathOf(person, verb))]) {
    expect((await own.post(path, { role: 'admin' })).status).toBe(403);
  }
  expect(await isLoggedIn(server, person.token)).toBe(true);
});

it('an admin manages people, but no owner and no second factor', async () => {
  const admin = await asRole('admin');
  const person = await createLoggedInUser(server, 'viewer');
  const owner = await createLoggedInUser(server, 'owner');
  await secondFactorOf(server, person);
  const { html } = await admin.get(pathOf(person));
  expect(html).toContain(pathOf(person, '/deactivate'));
  expect(html).not.toContain(pathOf(person, '/second-factor'));
  expect((await admin.post(pathOf(person, '/second-factor'))).status).toBe(403);

  const page = await admin.get(pathOf(owner));
  expect(page.html).toContain('Only an owner can change an owner.');
  expect(page.html).not.toContain(pathOf(owner, '/deactivate'));
  for (const verb of POSTS.filter((one) => one !== '/second-factor')) {
    expect([verb, (await admin.post(pathOf(owner, verb), { role: 'admin', email: '' })).status]).toEqual([verb, 403]);
  }
  expect(await isLoggedIn(server, owner.token)).toBe(true);
});
