import type { User } from '../../../sdk/src/generated/native';
import { PRODUCT_ROLE_PERMISSIONS } from '../../../src/core/identity/permissions/granted-permissions';
import { Browser, formTo } from '../../testkit/browser';
import { aProduct } from '../../testkit/callers';
import { secondFactorOf } from '../../support/second-factor';
import { TestServer } from '../../testkit/server';
import { createLoggedInUser, isLoggedIn, logInStatus, type LoggedInUser, PASSWORD } from '../../testkit/users';
import { signedIn } from '../../support/signed-in';

const HOSTILE = `<img-src=x>"'&`;
const NOBODY = '00000000-0000-4000-8000-000000000000';

let server: TestServer;
let browser: Browser;
let aBrowser: () => Browser;
beforeAll(async () => {
  server = await TestServer.shared();
  aBrowser = await signedIn(server);
});
beforeEach(() => {
  browser = aBrowser();
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
    expect(await html('q=alan&role=support')).toContain('No member matches');
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

/** The path of the link that a page shows. */
const shownLink = (html: string): string => /<pre[^>]*>[^<]*(\/invitation\?token=[^<]+)<\/pre>/.exec(html)?.[1] ?? '';
const invited = async (fields: Record<string, string>, as = browser): Promise<string> => {
  const { status, html } = await as.post('/console/people/new', { role: 'viewer', ...fields });
  expect([status, shownLink(html)]).toEqual([200, expect.stringMatching(/token=./)]);
  return shownLink(html);
};

describe('adding a member', () => {
  it('shows a link once, by which the member chooses a password and is signed in', async () => {
    const link = await invited({ username: 'New.Person@Example.com' });
    const { body } = await server.asAdmin('GET', '/api/v1/users/new.person@example.com');
    expect(body).toMatchObject({ role: 'viewer', email: 'new.person@example.com' });
    const page = await browser.get(pathOf(body));
    expect([page.html.includes('Invited, not signed in yet'), page.html.includes(link)]).toEqual([true, false]);
    const stored = await server.dataSource.query('SELECT * FROM user_invitations');
    expect(JSON.stringify(stored)).not.toContain(link.split('=')[1]);

    const guest = new Browser(server);
    const form = formTo((await guest.get(link)).html, '/invitation');
    expect((await guest.post('/invitation', { ...form, password: 'short' })).status).toBe(422);
    expect((await guest.post('/invitation', { ...form, password: 'chosen by myself' })).status).toBe(303);
    expect((await guest.get('/account')).html).toContain('new.person@example.com');
    expect(await logInStatus(server, body.username, 'chosen by myself')).toBe(200);
    expect((await browser.get(pathOf(body))).html).not.toContain('Invited, not signed in yet');
    for (const action of ['user.invited', 'user.invitation_accepted']) {
      const { body: audit } = await server.asAdmin('GET', `/api/v1/audit?action=${action}`);
      expect(JSON.stringify(audit.items)).toContain(body.id);
    }
  });

  it('accepts a link once, of two at the same time as well', async () => {
    const link = await invited({ username: 'twice' });
    const guests = [new Browser(server), new Browser(server)];
    const forms = await Promise.all(guests.map(async (guest) => formTo((await guest.get(link)).html, '/invitation')));
    const accept = (guest: Browser, index: number) =>
      guest.post('/invitation', { ...forms[index], password: `the password of ${index}` });
    await Promise.all(guests.map(accept));
    const statuses = await Promise.all([0, 1].map((one) => logInStatus(server, 'twice', `the password of ${one}`)));
    expect(statuses.sort()).toEqual([200, 401]);
    const late = await new Browser(server).get(link);
    expect(late).toMatchObject({ status: 303, location: '/login' });
  });

  it.each([
    [
      'after seven days',
      () => {
        server.clock.advance(7 * 86_400_000);
        return Promise.resolve();
      },
    ],
    [
      'after the password was reset',
      async () => {
        await server.asAdmin('PATCH', '/api/v1/users/late', { body: { password: 'another password' } });
      },
    ],
    [
      'after the member was deactivated',
      async () => {
        await server.asAdmin('DELETE', '/api/v1/users/late');
      },
    ],
  ])('accepts no link %s', async (_, change) => {
    await server.dataSource.query(`DELETE FROM users WHERE username = 'late'`);
    const link = await invited({ username: 'late' });
    const guest = new Browser(server);
    const form = formTo((await guest.get(link)).html, '/invitation');
    await change();
    const answers = [await guest.get(link), await guest.post('/invitation', { ...form, password: 'much too late' })];
    expect(answers.map(({ status, location }) => [status, location])).toEqual(Array(2).fill([303, '/login']));
    expect((await guest.get('/login')).html).toContain('This invitation was used before or has expired.');
  });

  it('limits a role to products: it makes one role for them, and uses it again', async () => {
    await aProduct(server, 'camera');
    await invited({ username: 'first', role: 'support', 'products[]': 'camera' });
    await invited({ username: 'second', role: 'support', 'products[]': 'camera' });
    const role = await server.sdk.roles.get('support: camera');
    expect(role).toMatchObject({ products: ['camera'], users: 2 });
    expect(role.permissions).toEqual(
      (await server.sdk.roles.get('support')).permissions.filter((one) =>
        PRODUCT_ROLE_PERMISSIONS.includes(one as never),
      ),
    );
    const again = { username: 'third', role: 'support: camera', 'products[]': 'camera' };
    const refused = await browser.post('/console/people/new', again);
    expect([refused.status, refused.html]).toEqual([422, expect.stringContaining('is limited to products already')]);
    const admin = await asRole('admin');
    expect((await admin.get('/console/people/new')).html).not.toContain('products[]');
    await invited({ username: 'fourth', role: 'support', 'products[]': 'camera' }, admin);
  });

  it('is possible by the API, which answers with the link', async () => {
    const { status, body } = await server.asAdmin('POST', '/api/v1/users/invitations', {
      body: { username: 'by-api', role: 'viewer' },
    });
    expect([status, body]).toEqual([
      201,
      {
        user: expect.objectContaining({ username: 'by-api', role: 'viewer' }),
        url: expect.stringMatching(/\/invitation\?token=.{40,}$/),
        expires_at: expect.any(String),
      },
    ]);
    const wrong = [
      { role: 'viewer' },
      { username: 'x', role: 'gone' },
      { username: 'x', role: 'viewer', products: ['gone'] },
    ];
    for (const input of wrong) {
      expect((await server.asAdmin('POST', '/api/v1/users/invitations', { body: input })).status).toBe(400);
    }
  });

  it('is refused with an error beside each wrong field, and keeps the values', async () => {
    const { status, html } = await browser.post('/console/people/new', {
      username: 'with space',
      role: '',
    });
    expect(status).toBe(422);
    const unknown = await browser.post('/console/people/new', { username: 'somebody', role: 'root' });
    expect([unknown.status, unknown.html]).toEqual([422, expect.stringContaining('Choose a role.')]);
    for (const text of ['Enter a user name of 1 to 255 characters', 'Choose a role.', 'value="with space"']) {
      expect(html).toContain(text);
    }
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
    expect(html).toContain('This member is deactivated');
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
