import type { License } from '../../../sdk/src/generated/native';
import { keyOf } from '../../testkit/callers';
import { activate, changed, heartbeat, issued, validate } from '../../testkit/issue';
import { assign, usersOf } from '../../support/license-users';
import { metered, use } from '../../support/meters';
import { licenseOf, race } from '../../testkit/race';
import { seatsOf, tally } from '../../testkit/records';
import { type Answer, TestServer } from '../../testkit/server';

let server: TestServer;
let other: TestServer;
beforeAll(async () => {
  [server, other] = await TestServer.sharedPair();
});
afterAll(async () => {
  await other.stop();
  await server.stop();
});

const pathOf = ({ id }: { id: string }, user = '') => `/api/v1/licenses/${id}/users${user && `/${user}`}`;
const codeOf = ({ status, body }: Answer) => body.error?.code ?? body.code ?? status;
const licensed = (policy_overrides: object, fields: object = {}) => issued(server, { policy_overrides, ...fields });

describe('the users of a license', () => {
  it('are assigned, listed, read and removed', async () => {
    const license = await issued(server);
    const assigned = await server.asAdmin('POST', pathOf(license), { body: { email: 'Ada@Example.com', name: 'Ada' } });
    expect(assigned.status).toBe(201);
    expect(assigned.body).toEqual({
      id: expect.any(String),
      email: 'ada@example.com',
      external_id: null,
      name: 'Ada',
      assigned_by: 'admin',
      created_at: expect.any(String),
    });
    const again = await assign(server, license, 'ada@EXAMPLE.com');
    expect([again.status, again.body]).toEqual([200, assigned.body]);
    expect((await assign(server, license, 'E-17')).body).toMatchObject({
      email: null,
      external_id: 'E-17',
      name: null,
    });
    expect(await usersOf(server, license)).toEqual(['E-17', 'ada@example.com']);
    const found = await server.asAdmin('GET', `${pathOf(license)}?q=ada&limit=1`);
    expect(found.body).toEqual({ items: [assigned.body], next: null });

    const path = pathOf(license, assigned.body.id);
    expect((await server.asAdmin('GET', path)).body).toEqual(assigned.body);
    expect((await server.asAdmin('DELETE', path)).status).toBe(204);
    expect((await server.asAdmin('GET', path)).status).toBe(404);
    expect((await server.asAdmin('DELETE', path)).status).toBe(404);
    expect(await usersOf(server, license)).toEqual(['E-17']);
  });

  describe('move to another license', () => {
    const move = (from: { id: string }, user: string, to: string, node = server) =>
      node.asAdmin('POST', pathOf(from, `${user}/move`), { body: { license: to } });
    const liveOf = async (license: License) =>
      (await seatsOf(server, license)).flatMap(({ live, fingerprint }) => (live ? [fingerprint] : [])).sort();

    it('with the devices that only they use', async () => {
      const [from, to] = [await issued(server), await issued(server, { max_activations: 2 })];
      const { body: ada } = await assign(server, from, 'Ada-1');
      await assign(server, from, 'Bob-1');
      const of = (user: string) => ({ user, machine_name: `Of ${user}`, components: { board: user } });
      for (const device of ['desk', 'shared', 'laptop']) {
        await activate(server, from.key, device, of('Ada-1'));
      }
      await activate(server, from.key, 'shared', of('Bob-1'));
      const moved = await move(from, ada.id, to.key);
      expect([moved.status, moved.body]).toEqual([200, ada]);
      expect([await usersOf(server, from), await usersOf(server, to)]).toEqual([['Bob-1'], ['Ada-1']]);
      expect([await liveOf(from), await liveOf(to)]).toEqual([['shared'], ['desk', 'laptop']]);
      expect(codeOf(await validate(server, to.key, 'desk', { user: 'Ada-1' }))).toBe('VALID');
      const { items } = (await server.asAdmin('GET', `/api/v1/activations?license=${to.id}`)).body;
      expect(items[0]).toMatchObject({ name: 'Of Ada-1' });

      const { body: events } = await server.asAdmin('GET', '/api/v1/events?type=license_user.moved&limit=1');
      expect(events.items[0].data).toMatchObject({
        identifier: 'Ada-1',
        license_id: to.id,
        from_license_id: from.id,
      });
      expect((await move(to, ada.id, to.id)).body).toEqual(ada);
      expect((await move(from, ada.id, to.id)).status).toBe(404);
      expect((await move(to, ada.id, 'unknown')).status).toBe(404);
    });

    it('as whom it has already, if it has them', async () => {
      const [from, to] = [await issued(server), await issued(server)];
      const { body: there } = await assign(server, to, 'Ada-2');
      const { body: here } = await assign(server, from, 'Ada-2');
      await activate(server, from.key, 'desk', { user: 'Ada-2' });
      expect((await move(from, here.id, to.id)).body).toEqual(there);
      expect([await usersOf(server, from), await liveOf(to)]).toEqual([[], ['desk']]);
    });

    it('only if it has room for them and all of their devices, and may be used', async () => {
      const from = await issued(server);
      const { body: ada } = await assign(server, from, 'Ada-3');
      await activate(server, from.key, 'desk', { user: 'Ada-3' });
      await activate(server, from.key, 'laptop', { user: 'Ada-3' });
      const [oneSeat, noUser] = [await issued(server, { max_activations: 1 }), await issued(server, { max_users: 1 })];
      await assign(server, noUser, 'Bob-3');
      const ended = await changed(server, await issued(server), { state: 'revoked' });
      const answers = [await move(from, ada.id, oneSeat.id), await move(from, ada.id, noUser.id)];
      expect(answers.map((answer) => [answer.status, codeOf(answer)])).toEqual([
        [409, 'SEATS_EXHAUSTED'],
        [409, 'USERS_EXHAUSTED'],
      ]);
      expect(codeOf(await move(from, ada.id, ended.id))).toBe('REVOKED');
      expect([await usersOf(server, from), await liveOf(from)]).toEqual([['Ada-3'], ['desk', 'laptop']]);
      expect(await Promise.all([oneSeat, noUser, ended].map(liveOf))).toEqual([[], [], []]);
    });

    it('in both directions at once, each to the last seat', async () => {
      const [one, two] = [await issued(server, { max_activations: 3 }), await issued(server, { max_activations: 3 })];
      const people = await Promise.all(
        [one, one, two, two].map(async (license, index) => {
          const user = `Pair-${index}`;
          const { body } = await assign(server, license, user);
          await activate(server, license.key, `device of ${user}`, { user });
          return { license, to: license === one ? two : one, id: body.id };
        }),
      );
      const answers = await race(
        { databaseUrl: server.databaseUrl, ...licenseOf(one.key, two.key) },
        people.map(
          ({ license, id, to }, index) =>
            () =>
              move(license, id, to.id, index % 2 === 0 ? server : other),
        ),
      );
      const codes = tally(answers.map((answer) => codeOf(answer)));
      expect(Object.keys(codes).filter((code) => !['200', 'SEATS_EXHAUSTED'].includes(code))).toEqual([]);
      const seats = [await liveOf(one), await liveOf(two)];
      expect(seats.flat()).toHaveLength(4);
      expect(seats.map(({ length }) => length <= 3)).toEqual([true, true]);
    });
  });

  it('are recorded', async () => {
    const license = await issued(server);
    const { body } = await assign(server, license, 'E-17');
    await server.asAdmin('DELETE', pathOf(license, body.id));
    const events = await server.asAdmin('GET', '/api/v1/events?limit=2');
    expect(events.body.items.map(({ type }: { type: string }) => type)).toEqual([
      'license_user.removed',
      'license_user.assigned',
    ]);
    expect(events.body.items[1].data).toMatchObject({ identifier: 'E-17', license_id: license.id });
  });

  it('are found with their licenses, by e-mail in any case or by external id', async () => {
    const [first, second, third] = [await issued(server), await issued(server), await issued(server)];
    await Promise.all([assign(server, first, 'grace@example.com'), assign(server, second, 'grace@example.com')]);
    await assign(server, third, 'Grace-1');
    const found = async (query: string) =>
      (await server.asAdmin('GET', `/api/v1/licenses?${query}`)).body.items.map(({ id }: { id: string }) => id);
    expect(await found('user=Grace@Example.com')).toEqual([second.id, first.id]);
    expect(await found('user=Grace-1')).toEqual([third.id]);
    expect(await found('user=grace@example.com,Grace-1')).toHaveLength(3);
    expect(await found('user=nobody')).toEqual([]);
    expect(await found('user=nobody&user=grace-1')).toEqual([]);
  });

  it.each([
    ['neither e-mail nor external id', {}, 'email'],
    ['both', { email: 'ada@example.com', external_id: 'ada' }, 'external_id'],
    ['an address without @', { email: 'ada' }, 'email'],
    ['an external id with @', { external_id: 'a@b' }, 'external_id'],
    ['an empty id', { external_id: '' }, 'external_id'],
    ['two lines', { external_id: 'a\nb' }, 'external_id'],
    ['an array', { external_id: ['a'] }, 'external_id'],
    ['a long name', { external_id: 'a', name: 'x'.repeat(256) }, 'name'],
  ])('cannot have %s', async (_what, body, field) => {
    const answer = await server.asAdmin('POST', pathOf(await issued(server)), { body });
    expect(answer.status).toBe(400);
    expect(answer.body.error.details.map((problem: { field: string }) => problem.field)).toContain(field);
  });

  it('belong to their license, and a key of another product does not see them', async () => {
    const [license, another] = [await issued(server), await issued(server)];
    const { body } = await assign(server, license, 'E-17');
    expect((await server.asAdmin('DELETE', pathOf(another, body.id))).status).toBe(404);
    const { key } = await keyOf(server, 'internal', { product: 'lic-default' });
    const headers = { 'x-api-key': key };
    expect((await server.call('GET', pathOf(license), { headers })).status).toBe(404);
    expect((await server.call('POST', pathOf(license), { headers, body: { external_id: 'a' } })).status).toBe(404);
  });

  it('are as many as the license may have, also in a race on two nodes', async () => {
    const license = await issued(server, { max_users: 3 });
    const answers = await race(
      { databaseUrl: server.databaseUrl, ...licenseOf(license.key) },
      Array.from({ length: 8 }, (_, index) => () => assign(index % 2 ? server : other, license, `E-${index}`)),
    );
    expect(tally(answers.map(codeOf))).toEqual({ 201: 3, USERS_EXHAUSTED: 5 });
    expect(answers.map(({ status }) => status)).toContain(409);
    expect(await usersOf(server, license)).toHaveLength(3);
  });

  it('stay when the limit is lowered, which admits none', async () => {
    const license = await issued(server, { max_users: 2 });
    await assign(server, license, 'a');
    await assign(server, license, 'b');
    await changed(server, license, { max_users: 1 });
    expect(await usersOf(server, license)).toEqual(['b', 'a']);
    expect((await assign(server, license, 'c')).status).toBe(409);
    expect((await assign(server, license, 'a')).status).toBe(200);
    expect((await validate(server, license.key, undefined, { user: 'b' })).body.code).toBe('VALID');
    await changed(server, license, { max_users: null });
    expect((await assign(server, license, 'c')).status).toBe(201);
  });
});

describe('a call that names a user', () => {
  it('is refused if the license has users and this one is unknown', async () => {
    const license = await issued(server);
    expect((await activate(server, license.key, 'desk', { user: 'anybody' })).status).toBe(201);
    await assign(server, license, 'ada@example.com');
    const known = { user: 'Ada@Example.com' };
    const unknown = { user: 'E-17' };
    expect((await validate(server, license.key, 'desk', known)).body.code).toBe('VALID');
    expect((await validate(server, license.key, 'desk')).body.code).toBe('VALID');
    expect((await validate(server, license.key, 'desk', unknown)).body).toMatchObject({
      valid: false,
      code: 'USER_MISMATCH',
      message: 'This license is not assigned to this user',
    });
    const refused = await activate(server, license.key, 'laptop', unknown);
    expect([refused.status, codeOf(refused)]).toEqual([403, 'USER_MISMATCH']);
    const beat = await heartbeat(server, license.key, 'desk', unknown);
    expect([beat.status, codeOf(beat)]).toEqual([403, 'USER_MISMATCH']);
    expect((await heartbeat(server, license.key, 'desk', known)).status).toBe(200);
  });

  it('is refused by meters, too', async () => {
    const license = await metered(server, { exports: { limit: 10 } });
    await assign(server, license, 'ada');
    expect(codeOf(await use(server, license.key, { exports: 1 }, { user: 'eve' }))).toBe('USER_MISMATCH');
    expect((await use(server, license.key, { exports: 1 }, { user: 'ada' })).status).toBe(200);
  });

  it.each([
    ['with NUL', 'a\0b'],
    ['too long', 'x'.repeat(256)],
    ['empty', ''],
    ['not a text', ['a']],
  ])('is refused cleanly for a name %s', async (_what, user) => {
    const license = await licensed({ assign_user_on_use: true });
    for (const call of [activate, validate, heartbeat]) {
      expect((await call(server, license.key, 'desk', { user })).status).toBe(400);
    }
  });
});

describe('a policy that requires a user', () => {
  it('refuses calls without one at every API', async () => {
    const license = await licensed({ require_user: true });
    const refused = await activate(server, license.key, 'desk');
    expect([refused.status, codeOf(refused)]).toEqual([403, 'USER_MISMATCH']);
    expect((await validate(server, license.key)).body.code).toBe('USER_MISMATCH');
    expect((await validate(server, license.key, undefined, { user: 'ada' })).body.code).toBe('USER_MISMATCH');
    await assign(server, license, 'ada');
    expect((await activate(server, license.key, 'desk', { user: 'ada' })).status).toBe(201);
    const v2 = { license_key: license.key, hardware_hash: 'desk' };
    const verified = await server.withKey('POST', '/api/license/verify', { body: v2 });
    expect(verified.body.data ?? verified.body).toMatchObject({ valid: false });
    const activated = await server.withKey('POST', '/api/license/activate', { body: v2 });
    expect([activated.status, activated.body.error.code]).toEqual([403, 'LICENSE_INACTIVE']);
  });

  it('lets devices be deactivated without one', async () => {
    const license = await licensed({ require_user: true });
    await assign(server, license, 'ada');
    await activate(server, license.key, 'desk', { user: 'ada' });
    const answer = await server.call('POST', '/api/v1/deactivate', {
      body: { license_key: license.key, hardware_id: 'desk' },
    });
    expect(answer.status).toBe(200);
  });
});

describe('a policy that assigns users on use', () => {
  const assigning = (fields: object = {}, more: object = {}) => licensed({ assign_user_on_use: true, ...more }, fields);

  it('assigns with the first activation or validation, but not with a heartbeat', async () => {
    const license = await assigning();
    await activate(server, license.key, 'desk', { user: 'Ada@example.com' });
    await validate(server, license.key, undefined, { user: 'grace' });
    await validate(server, license.key, 'desk', { user: 'grace' });
    expect(await usersOf(server, license)).toEqual(['grace', 'ada@example.com']);
    expect(codeOf(await heartbeat(server, license.key, 'desk', { user: 'eve' }))).toBe('USER_MISMATCH');
    const listed = await server.asAdmin('GET', pathOf(license));
    expect(listed.body.items.map((user: { assigned_by: string }) => user.assigned_by)).toEqual(['use', 'use']);
    const { items } = await server.sdk.audit.listEvents({ limit: 5 });
    const assigned = items.flatMap((event) => (event.type === 'license_user.assigned' ? [event.data] : []));
    expect(assigned.map(({ identifier, license_id }) => [identifier, license_id])).toEqual([
      ['grace', license.id],
      ['ada@example.com', license.id],
    ]);
  });

  it('assigns a user whose name is longer in lower case', async () => {
    const license = await assigning();
    const user = `${'İ'.repeat(254)}@`;
    expect((await activate(server, license.key, 'desk', { user })).status).toBe(201);
    expect((await activate(server, license.key, 'desk', { user })).status).toBe(200);
    expect(await usersOf(server, license)).toEqual([user.toLowerCase()]);
  });

  it('assigns nobody by a refused call', async () => {
    const license = await assigning({ max_activations: 1 });
    await activate(server, license.key, 'desk', { user: 'ada' });
    expect(codeOf(await activate(server, license.key, 'laptop', { user: 'eve' }))).toBe('SEATS_EXHAUSTED');
    expect((await validate(server, license.key, 'laptop', { user: 'eve' })).body.code).toBe('DEVICE_MISMATCH');
    expect(await usersOf(server, license)).toEqual(['ada']);
  });

  it('refuses the user above the limit, and admits one after another was removed', async () => {
    const license = await assigning({ max_users: 1 });
    await validate(server, license.key, undefined, { user: 'ada' });
    expect((await validate(server, license.key, undefined, { user: 'eve' })).body).toMatchObject({
      valid: false,
      code: 'USERS_EXHAUSTED',
    });
    const refused = await activate(server, license.key, 'desk', { user: 'eve' });
    expect([refused.status, codeOf(refused)]).toEqual([409, 'USERS_EXHAUSTED']);
    const [ada] = (await server.asAdmin('GET', pathOf(license))).body.items;
    await server.asAdmin('DELETE', pathOf(license, ada.id));
    expect((await activate(server, license.key, 'desk', { user: 'eve' })).status).toBe(201);
  });

  it.each([
    ['activations', (node: TestServer, key: string, user: string) => activate(node, key, `desk of ${user}`, { user })],
    ['validations', (node: TestServer, key: string, user: string) => validate(node, key, undefined, { user })],
  ])('admits three of eight first %s that race on two nodes', async (_what, call) => {
    const license = await assigning({ max_users: 3, max_activations: null });
    const answers = await race(
      { databaseUrl: server.databaseUrl, ...licenseOf(license.key) },
      Array.from({ length: 8 }, (_, index) => () => call(index % 2 ? server : other, license.key, `E-${index}`)),
    );
    expect(answers.filter((answer) => codeOf(answer) === 'USERS_EXHAUSTED')).toHaveLength(5);
    expect(await usersOf(server, license)).toHaveLength(3);
  });

  it('assigns a user once, of many that name the same', async () => {
    const license = await assigning({ max_users: 5 });
    const answers = await race(
      { databaseUrl: server.databaseUrl, ...licenseOf(license.key) },
      Array.from(
        { length: 8 },
        (_, index) => () => validate(index % 2 ? server : other, license.key, undefined, { user: 'Ada@example.com' }),
      ),
    );
    expect(tally(answers.map(codeOf))).toEqual({ VALID: 8 });
    expect(await usersOf(server, license)).toEqual(['ada@example.com']);
  });
});

describe('the number of current users', () => {
  it('is refused above the limit, until it is below', async () => {
    const license = await issued(server, { max_users: 2 });
    const withUsers = async (current_users: number) =>
      (await validate(server, license.key, undefined, { current_users })).body.code;
    expect(await withUsers(2)).toBe('VALID');
    expect(await withUsers(3)).toBe('USERS_EXHAUSTED');
    expect(await withUsers(1)).toBe('VALID');
    await changed(server, license, { max_users: null });
    expect(await withUsers(2_147_483_647)).toBe('VALID');
  });
});
