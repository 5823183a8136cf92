import { changed, issued, validate } from '../../testkit/issue';
import { aProductWith, keyOf } from '../../testkit/callers';
import { expectDocument, KeygenProgram, refusal } from '../../support/keygen';
import { tally } from '../../testkit/records';
import { TestServer } from '../../testkit/server';

const NOW = '2031-05-17T10:11:12.345Z';
const UUID = '47596ad9-a811-4ebf-ac8a-03fc7b6d2a17';

let server: TestServer;
let account: string;
beforeAll(async () => {
  server = await TestServer.shared();
  [{ id: account }] = await server.dataSource.query('SELECT id FROM installation');
});
beforeEach(() => server.clock.holdAt(NOW));
afterAll(() => server.stop());

const aProgram = async (license: object = {}) => new KeygenProgram(server, await issued(server, { ...license }));

const notFound = (noun: string, id: string) =>
  refusal({ title: 'Not found', detail: `The requested ${noun} '${id}' was not found`, code: 'NOT_FOUND' });

/** The whole machine with its attributes. */
async function machineOf({ license }: KeygenProgram, id: string, attributes: object) {
  const [{ product }] = await server.dataSource.query(
    'SELECT p.uid AS product FROM licenses l JOIN products p ON p.id = l.product_id WHERE l.uid = $1',
    [license.id],
  );
  const self = `/v1/accounts/${account}/machines/${id}`;
  return {
    id,
    type: 'machines',
    attributes: {
      cores: null,
      memory: null,
      disk: null,
      ip: '127.0.0.1',
      hostname: null,
      platform: null,
      name: null,
      requireHeartbeat: false,
      heartbeatStatus: 'NOT_STARTED',
      heartbeatDuration: 3600,
      maxProcesses: null,
      lastCheckOut: null,
      lastHeartbeat: null,
      nextHeartbeat: null,
      metadata: {},
      created: NOW,
      updated: NOW,
      ...attributes,
    },
    relationships: {
      account: { links: { related: `/v1/accounts/${account}` }, data: { type: 'accounts', id: account } },
      product: { links: { related: `${self}/product` }, data: { type: 'products', id: product } },
      group: { links: { related: `${self}/group` }, data: null },
      license: { links: { related: `${self}/license` }, data: { type: 'licenses', id: license.id } },
      owner: { links: { related: `${self}/owner` }, data: null },
      components: { links: { related: `${self}/components` } },
      processes: { links: { related: `${self}/processes` } },
    },
    links: { self },
  };
}

describe('a machine', () => {
  it('may have any memory that the API takes', async () => {
    const program = await aProgram();
    expect((await program.activate('huge', { memory: Number.MAX_SAFE_INTEGER })).status).toBe(201);
  });

  it('is activated, found by ID and fingerprint, and deactivated', async () => {
    const program = await aProgram();
    const sent = {
      name: 'Office',
      hostname: 'office.local',
      platform: 'macOS',
      cores: 8,
      memory: 8_589_934_592,
      disk: 1_000,
      metadata: { color: 'red' },
    };
    const activated = await program.activate('4d:Eq:UV', { ...sent, ip: '198.51.100.7' });
    const { id } = activated.body.data;
    const data = await machineOf(program, id, { fingerprint: '4d:Eq:UV', ...sent });
    expectDocument(activated, 201, { data });
    expect(activated.headers.location).toBe(`/v1/accounts/${account}/machines/${id}`);
    for (const name of [id, encodeURIComponent('4d:Eq:UV')]) {
      expectDocument(await program.call('GET', `/v1/machines/${name}`), 200, { data });
    }
    expect((await validate(server, program.license.key, '4d:Eq:UV')).body.valid).toBe(true);
    const gone = await program.call('DELETE', `/v1/machines/${id}`);
    expect([gone.status, gone.body]).toEqual([204, '']);
    expectDocument(await program.call('GET', `/v1/machines/${id}`), 404, notFound('machine', id));
    expectDocument(await program.call('DELETE', '/v1/machines/4d:Eq:UV'), 404, notFound('machine', '4d:Eq:UV'));
    // Activated again, it has the ID that it had.
    expect((await program.activate('4d:Eq:UV')).body.data.id).toBe(id);
  });

  it('that is active already, or for which no seat is left, is refused', async () => {
    const program = await aProgram({ max_activations: 1 });
    await program.activate('desk');
    const title = 'Unprocessable resource';
    expectDocument(
      await program.activate('desk'),
      422,
      refusal({
        title,
        detail: 'has already been taken',
        code: 'FINGERPRINT_TAKEN',
        source: { pointer: '/data/attributes/fingerprint' },
      }),
    );
    expectDocument(
      await program.activate('laptop'),
      422,
      refusal({
        title,
        detail: 'machine count has exceeded maximum allowed for license (1)',
        code: 'MACHINE_LIMIT_EXCEEDED',
        source: { pointer: '/data' },
      }),
    );
  });

  it('gets the last seat once if several race for it', async () => {
    const program = await aProgram({ max_activations: 1 });
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map((name) => program.activate(name)));
    expect(tally(answers.map(({ status }) => status))).toEqual({ 201: 1, 422: 3 });
  });

  it('is activated once if it races with itself', async () => {
    const program = await aProgram({ max_activations: 2 });
    const answers = await Promise.all([1, 2, 3].map(() => program.activate('desk')));
    expect(tally(answers.map(({ status }) => status))).toEqual({ 201: 1, 422: 2 });
  });

  it('of another license is neither seen nor changed', async () => {
    const owner = await aProgram();
    const { id } = (await owner.activate('desk')).body.data;
    const stranger = await aProgram();
    for (const name of [id, 'desk']) {
      for (const [method, path] of [
        ['GET', `/v1/machines/${name}`],
        ['DELETE', `/v1/machines/${name}`],
        ['POST', `/v1/machines/${name}/actions/ping`],
      ] as const) {
        expectDocument(await stranger.call(method, path), 404, notFound('machine', name));
      }
    }
    expectDocument(
      await stranger.call('GET', `/v1/licenses/${owner.license.id}/machines`),
      404,
      notFound('license', owner.license.id),
    );
    expect((await stranger.activate('laptop', {}, owner.license.id)).status).toBe(403);
    expect((await owner.call('GET', `/v1/licenses/${owner.license.id}/machines`)).body.data).toHaveLength(1);
  });

  it('of an expired or suspended license can be deactivated, and nothing else', async () => {
    const program = await aProgram();
    await program.activate('desk');
    await changed(server, program.license, { state: 'disabled' });
    for (const answer of [
      await program.activate('laptop'),
      await program.call('GET', '/v1/machines/desk'),
      await program.call('POST', '/v1/machines/desk/actions/ping'),
    ]) {
      expect([answer.status, answer.body.errors[0].code]).toEqual([403, 'LICENSE_SUSPENDED']);
    }
    expect((await program.call('DELETE', '/v1/machines/desk')).status).toBe(204);
  });

  it.each([
    [{ cores: 0 }, '/data/attributes/cores'],
    [{ memory: 'much' }, '/data/attributes/memory'],
    [{ fingerprint: '' }, '/data/attributes/fingerprint'],
    [{ fingerprint: 'x'.repeat(513) }, '/data/attributes/fingerprint'],
    [{ metadata: { long: 'x'.repeat(9_000) } }, '/data/attributes/metadata'],
  ])('with invalid attributes is refused (%#)', async (attributes, pointer) => {
    const { status, body } = await (await aProgram()).activate('desk', attributes);
    expect([status, body.errors[0].source]).toEqual([400, { pointer }]);
  });
});

describe('the heartbeat of a machine', () => {
  it('starts with a ping, and dies when the next one is late', async () => {
    await aProductWith(server, 'beating', { heartbeat_timeout: 600 });
    const program = await aProgram({ product: 'beating' });
    const { id } = (await program.activate('desk')).body.data;
    const statusOf = async () => (await program.call('GET', `/v1/machines/${id}`)).body.data.attributes.heartbeatStatus;
    server.clock.advance(60_000);
    const pinged = await program.call('POST', '/v1/machines/desk/actions/ping');
    expectDocument(pinged, 200, {
      data: await machineOf(program, id, {
        fingerprint: 'desk',
        requireHeartbeat: true,
        heartbeatStatus: 'ALIVE',
        heartbeatDuration: 600,
        lastHeartbeat: '2031-05-17T10:12:12.345Z',
        nextHeartbeat: '2031-05-17T10:22:12.345Z',
        updated: '2031-05-17T10:12:12.345Z',
      }),
    });
    server.clock.advance(600_001);
    expect(await statusOf()).toBe('DEAD');
    await program.call('POST', `/v1/machines/${id}/actions/ping`);
    expect(await statusOf()).toBe('ALIVE');
  });

  it('that is too late for the check-ins of the policy has to activate again', async () => {
    await aProductWith(server, 'checked', { check_in_interval: 60 });
    const program = await aProgram({ product: 'checked' });
    await program.activate('desk');
    server.clock.advance(61_000);
    expectDocument(
      await program.call('POST', '/v1/machines/desk/actions/ping'),
      422,
      refusal({ title: 'Unprocessable entity', detail: 'is dead', code: 'MACHINE_HEARTBEAT_DEAD' }),
    );
  });

  it('is reset by staff alone', async () => {
    const program = await aProgram();
    const { id } = (await program.activate('desk', { cores: 8, name: 'Desk' })).body.data;
    const path = `/v1/machines/${id}/actions/reset`;
    expect((await program.call('POST', path)).status).toBe(401);
    const external = await keyOf(server, 'external');
    const asProgram = await server.call('POST', path, { headers: { authorization: `Bearer ${external.key}` } });
    expect(asProgram.status).toBe(403);
    server.clock.advance(60_000);
    const internal = await keyOf(server, 'internal');
    const { status, body } = await server.call('POST', path, { headers: { authorization: `Bearer ${internal.key}` } });
    expect([status, body.data.attributes]).toMatchObject([
      200,
      { heartbeatStatus: 'ALIVE', lastHeartbeat: '2031-05-17T10:12:12.345Z', cores: 8, name: 'Desk' },
    ]);
    expectDocument(
      await server.asAdmin('POST', `/v1/machines/${UUID}/actions/reset`),
      404,
      refusal({ title: 'Not found', detail: 'The requested resource was not found', code: 'NOT_FOUND' }),
    );
  });
});

describe('the list of machines', () => {
  const NOBODY = { owner: UUID, user: 'ada@example.com', group: UUID, license: UUID, product: UUID, policy: UUID };

  it('has the machines of the license of the request alone', async () => {
    const program = await aProgram();
    const stranger = await aProgram();
    await stranger.activate('fp-1');
    const { id } = (await program.activate('fp-1')).body.data;
    await program.activate('fp-2');
    const found = await program.call('GET', '/v1/accounts/demo/machines', { query: { fingerprint: 'fp-1' } });
    expectDocument(found, 200, { data: [await machineOf(program, id, { fingerprint: 'fp-1' })] });
    expect((await program.call('GET', '/v1/machines/')).body.data).toHaveLength(2);
    expect((await server.call('GET', '/v1/machines', { query: { fingerprint: 'fp-1' } })).status).toBe(401);
    await program.call('DELETE', `/v1/machines/${id}`);
    expect((await program.call('GET', '/v1/machines', { query: { fingerprint: 'fp-1' } })).body.data).toEqual([]);
  });

  it('is filtered as by Keygen', async () => {
    const program = await aProgram();
    await program.activate('desk', { hostname: 'office.local', metadata: { room: 7, color: 'red' } });
    await program.activate('laptop', { hostname: 'home.local' });
    const listed = async (query: Record<string, string>) => {
      const { status, body } = await program.call('GET', '/v1/machines', { query });
      expect(status).toBe(200);
      return (body.data as { attributes: { fingerprint: string } }[]).map(({ attributes }) => attributes.fingerprint);
    };
    const { id, key } = program.license;
    expect(await listed({ hostname: 'home.local' })).toEqual(['laptop']);
    expect(await listed({ ip: '127.0.0.1', license: id.toUpperCase(), key, owner: '' })).toEqual(['laptop', 'desk']);
    expect(await listed({ ip: 'nonsense' })).toEqual([]);
    expect(await listed({ 'metadata[room]': '7', 'metadata[color]': 'red' })).toEqual(['desk']);
    expect(await listed({ 'metadata[room]': '8' })).toEqual([]);
    expect([
      await listed({ status: 'alive' }),
      await listed({ status: 'DEAD' }),
      await listed({ status: 'x' }),
    ]).toEqual([['laptop', 'desk'], [], []]);
    for (const [name, value] of Object.entries(NOBODY)) {
      expect(await listed({ [name]: value })).toEqual([]);
    }
    const path = `/v1/licenses/${id}/machines`;
    const { body } = await program.call('GET', path, {
      query: { fingerprint: 'desk', 'page[number]': '1', 'page[size]': '1' },
    });
    expect([body.data.length, body.links.self]).toEqual([
      1,
      `/v1/accounts/${account}/licenses/${id}/machines?fingerprint=desk&page[number]=1&page[size]=1`,
    ]);
  });

  it('tells dead machines from others', async () => {
    await aProductWith(server, 'listed-beating', { heartbeat_timeout: 600 });
    const program = await aProgram({ product: 'listed-beating' });
    await program.activate('desk');
    server.clock.advance(600_001);
    const numbers = ['DEAD', 'ALIVE'].map(
      async (status) => (await program.call('GET', '/v1/machines', { query: { status } })).body.data.length,
    );
    expect(await Promise.all(numbers)).toEqual([1, 0]);
  });
});

it('has the older names of calls', async () => {
  const program = await aProgram();
  const { id } = (await program.activate('desk')).body.data;
  server.clock.advance(60_000);
  const pinged = await program.call('POST', `/v1/machines/${id}/actions/ping-heartbeat`);
  expect([pinged.status, pinged.body.data.attributes.heartbeatStatus]).toEqual([200, 'ALIVE']);
  expect((await server.asAdmin('POST', `/v1/machines/${id}/actions/reset-heartbeat`)).status).toBe(200);
  expect((await program.call('GET', '/v1/profile')).body.data.id).toBe(program.license.id);
  expect((await program.call('GET', `/v1/licenses/${program.license.id.toUpperCase()}`)).status).toBe(200);
});

it('says of a number that is a text that it is none', async () => {
  const { status, body } = await (await aProgram()).activate('desk', { cores: '8' });
  expect([status, body.errors[0]]).toEqual([
    400,
    {
      title: 'Bad request',
      detail: 'cores must be an integer number',
      source: { pointer: '/data/attributes/cores' },
    },
  ]);
});

describe('the machines of a license', () => {
  it('are listed newest first, by a limit or by pages', async () => {
    const program = await aProgram();
    for (const name of ['a', 'b', 'c']) {
      await program.activate(name);
    }
    await program.call('DELETE', '/v1/machines/b');
    const path = `/v1/licenses/${program.license.id}/machines`;
    const list = async (query: Record<string, string>) => {
      const { body } = await program.call('GET', path, { query });
      const names = (body.data as { attributes: { fingerprint: string } }[]).map((one) => one.attributes.fingerprint);
      return [names, body.links?.next ?? null, body.links?.meta];
    };
    expect(await list({})).toEqual([['c', 'a'], null, undefined]);
    expect(await list({ limit: '1' })).toEqual([['c'], null, undefined]);
    const next = `/v1/accounts/${account}${path.slice('/v1'.length)}?page[number]=2&page[size]=1`;
    expect(await list({ 'page[number]': '1', 'page[size]': '1' })).toEqual([['c'], next, { pages: 2, count: 2 }]);
    expect(await list({ 'page[number]': '2', 'page[size]': '1' })).toEqual([['a'], null, { pages: 2, count: 2 }]);
    const { status, body } = await program.call('GET', path, { query: { limit: '101' } });
    expect([status, body.errors[0].source]).toEqual([400, { parameter: 'limit' }]);
  });
});
