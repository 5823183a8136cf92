import { V2Client } from '../../sdk/src/generated/v2.client';
import { Keyward } from '../../sdk/src/index';
import { TinyServer } from './support/tiny-server';

const LICENSE = { id: 'l-1', key: 'K' };

let server: TinyServer;
beforeAll(async () => {
  server = await TinyServer.start();
});
afterAll(() => server.stop());

function keyward(options: Partial<ConstructorParameters<typeof Keyward>[0]> = {}): Keyward {
  return new Keyward({ baseUrl: server.url, backoffMs: 1, ...options });
}

function jsonSent(): unknown {
  return JSON.parse(server.received[0]?.body.toString() ?? '');
}

describe('arguments', () => {
  beforeEach(() => server.answers({ body: LICENSE }));

  it('are the body alone', async () => {
    await expect(keyward().licenses.issue({ product: 'p', max_activations: 3 })).resolves.toEqual(LICENSE);
    expect(server.received[0]).toMatchObject({ method: 'POST', url: '/api/v1/licenses' });
    expect(jsonSent()).toEqual({ product: 'p', max_activations: 3 });
  });

  it('are the parameters of the path in its order, then the body', async () => {
    await keyward().products.updateVersion('p', 'v 1', { is_mandatory: true });
    expect(server.received[0]).toMatchObject({ method: 'PATCH', url: '/api/v1/products/p/versions/v%201' });
    expect(jsonSent()).toEqual({ is_mandatory: true });
  });

  it('are a query with the names of the API', async () => {
    await keyward().licenses.list({ created_after: '2030-01-31T12:00:00Z', limit: 5 });
    expect(server.received[0]?.url).toBe('/api/v1/licenses?created_after=2030-01-31T12%3A00%3A00Z&limit=5');
  });

  it('are a form, then a query', async () => {
    const file = new File(['product\np'], 'licenses.csv');
    await keyward().licenses.import({ file }, { dry_run: false });
    const [received] = server.received;
    expect(received?.url).toBe('/api/v1/licenses/import?dry_run=false');
    expect(received?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(received?.body.toString()).toContain('filename="licenses.csv"');
  });

  it('may all be left out where none is required', async () => {
    await keyward().licenses.disable('l-1');
    await keyward().licenses.list();
    expect(server.received.map(({ url }) => url)).toEqual(['/api/v1/licenses/l-1/disable', '/api/v1/licenses']);
  });

  it('are those of the API in the clients of other APIs', async () => {
    const v2 = new V2Client({ baseUrl: server.url });
    await v2.devices.deactivate(7, 8);
    await v2.devices.list(7);
    expect(server.received).toMatchObject([
      { method: 'POST', url: '/api/license/7/deactivate-device/8' },
      { method: 'GET', url: '/api/license/7/devices' },
    ]);
  });
});

describe('options of one call', () => {
  it('are sent with this call only', async () => {
    server.answers({ body: LICENSE });
    const client = keyward({ headers: { 'x-shop': 'a' } });
    await client.licenses.issue({ product: 'p' }, { idempotencyKey: 'order-1', headers: { 'x-order': '1' } });
    await client.licenses.get('l-1', { headers: { 'x-shop': 'b' } });
    await client.licenses.get('l-1');
    expect(
      server.received.map(({ headers }) => [headers['idempotency-key'], headers['x-shop'], headers['x-order']]),
    ).toEqual([
      ['order-1', 'a', '1'],
      [undefined, 'b', undefined],
      [undefined, 'a', undefined],
    ]);
  });

  it('limit its time and its retries', async () => {
    server.answers({ status: 503, body: {} });
    await expect(keyward().licenses.get('l-1', { retries: 1 })).rejects.toMatchObject({ status: 503 });
    expect(server.received).toHaveLength(2);

    void server.holds();
    const call = keyward().licenses.get('l-1', { timeoutMs: 20, retries: 0 });
    await expect(call).rejects.toMatchObject({ code: 'TIMEOUT' });
  });

  it('abort it', async () => {
    const controller = new AbortController();
    const held = server.holds();
    const call = keyward().validate({ license_key: 'K' }, { signal: controller.signal });
    const rejected = expect(call).rejects.toMatchObject({ code: 'ABORTED' });
    await held;
    controller.abort();
    await rejected;
  });

  it('apply to every page of a list', async () => {
    server.answers({ body: { items: [LICENSE], next: 'p2' } }, { body: { items: [], next: null } });
    await all(keyward().licenses.list({}, { headers: { 'x-call': '1' } }));
    expect(server.received.map(({ headers }) => headers['x-call'])).toEqual(['1', '1']);
  });

  it('reject the promise if they are invalid, and send nothing', async () => {
    server.answers({ body: LICENSE });
    const call = keyward().licenses.get('l-1', { apiKey: 'a\nb' });
    await expect(call).rejects.toMatchObject({ name: expect.stringContaining('Error') });
    expect(server.received).toEqual([]);
  });
});

describe('a result', () => {
  it('comes with status, headers and request ID where they are asked for', async () => {
    server.answers({ status: 201, headers: { 'x-request-id': 'r-2', etag: '"7"' }, body: LICENSE });
    const answer = await keyward().licenses.issue({ product: 'p' }).withResponse();
    expect(answer).toMatchObject({ data: LICENSE, status: 201, requestId: 'r-2' });
    expect(answer.headers.get('etag')).toBe('"7"');
    expect(server.received).toHaveLength(1);
  });

  it('says whether it is the stored one of an earlier call with the same key', async () => {
    server.answers({ status: 201, headers: { 'idempotent-replayed': 'true' }, body: LICENSE }, { body: LICENSE });
    const issue = () => keyward().licenses.issue({ product: 'p' }, { idempotencyKey: 'order-1' }).withResponse();
    expect([(await issue()).replayed, (await issue()).replayed]).toEqual([true, false]);
  });

  it('fails once, whichever way it is asked for', async () => {
    server.answers({ status: 404, body: { error: { code: 'NOT_FOUND', message: 'No' } } });
    const call = keyward().licenses.get('none');
    await expect(call.withResponse()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(call).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(server.received).toHaveLength(1);
  });

  it('is that of a call that is sent at once, awaited or not', async () => {
    const received = server.holds();
    const call = keyward().heartbeat({ license_key: 'K', hardware_id: 'h' });
    (await received).end('{"success":true}');
    await expect(call).resolves.toEqual({ success: true });
  });

  it('is an ordinary promise after `then`, `catch` and `finally`', async () => {
    server.answers({ body: LICENSE });
    const call = keyward().licenses.get('l-1');
    expect(call).toBeInstanceOf(Promise);
    expect(call.then(String).constructor).toBe(Promise);
    await expect(Promise.all([call, call.finally(() => undefined)])).resolves.toEqual([LICENSE, LICENSE]);
  });

  it('is a download where the operation returns a file', async () => {
    const headers = { 'content-type': 'text/csv', 'content-disposition': 'attachment; filename="licenses.csv"' };
    server.answers({ headers, body: 'product,key\r\np,K' });
    const download = await keyward().licenses.export({ product: 'p' }, { headers: { accept: 'text/csv' } });
    expect(download).toMatchObject({ status: 200, fileName: 'licenses.csv', contentType: 'text/csv' });
    expect(Buffer.from(await download.bytes()).toString()).toBe('product,key\r\np,K');
    expect(server.received[0]).toMatchObject({
      url: '/api/v1/licenses/export?product=p',
      headers: { accept: 'text/csv' },
    });
  });
});

describe('a list', () => {
  it('is its first page when it is awaited', async () => {
    server.answers({ body: { items: [LICENSE], next: 'p2' } });
    const page = await keyward().licenses.list({ limit: 1 });
    expect(page).toEqual({ items: [LICENSE], next: 'p2' });
    expect(server.received).toHaveLength(1);
  });

  it('is all items when it is iterated over, and fetches no page in advance', async () => {
    server.answers(
      { body: { items: [{ id: 1 }, { id: 2 }], next: 'p2' } },
      { body: { items: [], next: 'p3' } },
      { body: { items: [{ id: 3 }], next: null } },
    );
    expect(await all(keyward().licenses.list({ limit: 2 }))).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
    expect(server.received.map(({ url }) => url)).toEqual([
      '/api/v1/licenses?limit=2',
      '/api/v1/licenses?limit=2&after=p2',
      '/api/v1/licenses?limit=2&after=p3',
    ]);

    server.answers({ body: { items: [{ id: 1 }], next: 'p2' } });
    for await (const license of keyward().licenses.list()) {
      expect(license).toEqual({ id: 1 });
      break;
    }
    expect(server.received).toHaveLength(1);
  });

  it('can be both, with one request for the first page', async () => {
    server.answers({ body: { items: [{ id: 1 }], next: 'p2' } }, { body: { items: [{ id: 2 }], next: null } });
    const list = keyward().licenses.list();
    expect((await list.withResponse()).data.items).toEqual([{ id: 1 }]);
    expect(await all(list)).toEqual([{ id: 1 }, { id: 2 }]);
    expect(server.received).toHaveLength(2);
  });

  it('ends a feed, which always has a next page, where it does not move on', async () => {
    server.answers(
      { body: { items: [{ sequence: 1 }], next: '1' } },
      { body: { items: [], next: '5000' } },
      { body: { items: [{ sequence: 5001 }], next: '5001' } },
      { body: { items: [], next: '5001' } },
    );
    expect(await all(keyward().audit.listEvents({ order: 'oldest' }))).toEqual([{ sequence: 1 }, { sequence: 5001 }]);
    expect(server.received).toHaveLength(4);

    server.answers({ body: { items: [], next: '5001' } });
    expect(await all(keyward().audit.listEvents({ order: 'oldest', after: '5001' }))).toEqual([]);
    expect(server.received).toHaveLength(1);
  });

  it('propagates the error of a later page', async () => {
    server.answers(
      { body: { items: [{ id: 1 }], next: 'p2' } },
      { status: 403, body: { error: { code: 'FORBIDDEN', message: 'No' } } },
    );
    const licenses = keyward().licenses.list()[Symbol.asyncIterator]();
    await licenses.next();
    await expect(licenses.next()).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

async function all<Item>(list: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of list) {
    items.push(item);
  }
  return items;
}
