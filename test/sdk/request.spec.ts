import { Keyward } from '../../sdk/src/index';
import { VERSION } from '../../sdk/src/generated/version';
import { V2Client } from '../../sdk/src/generated/v2.client';
import { connectionTo, send } from './support/connect';
import { TinyServer } from './support/tiny-server';

const BYTES = Buffer.from([0, 0xff, 0xfe, 0x80, 0x0d, 0x0a]);

let server: TinyServer;
beforeAll(async () => {
  server = await TinyServer.start();
});
afterAll(() => server.stop());

function keyward(options: Partial<ConstructorParameters<typeof Keyward>[0]> = {}): Keyward {
  return new Keyward({ baseUrl: server.url, backoffMs: 1, ...options });
}

describe('addresses', () => {
  it('encodes a path parameter completely, so that no id addresses another route', async () => {
    server.answers({ body: {} });
    await keyward().licenses.get('a/b?c#d é%2F');
    expect(server.received[0]?.url).toBe('/api/v1/licenses/a%2Fb%3Fc%23d%20%C3%A9%252F');
  });

  it.each(['', '.', '..'])('refuses the path parameter %j, which would address another route', async (id) => {
    server.answers({ body: {} });
    await expect(keyward().licenses.delete(id)).rejects.toMatchObject({
      code: 'INVALID_REQUEST',
      status: 0,
    });
    expect(server.received).toEqual([]);
  });

  it.each(['', '/', '/keyward', '/keyward/', '/dialects/v2//'])('joins the base path %j', async (prefix) => {
    server.answers({ body: {} });
    await keyward({ baseUrl: `${server.url}${prefix}` }).products.get('p');
    expect(server.received[0]?.url).toBe(`${prefix.replace(/\/+$/, '')}/api/v1/products/p`);
  });

  it.each([
    '',
    'licenses.example.com',
    'ftp://example.com',
    'http://user:secret@example.com',
    'http://h/?a=1',
    'http://h/#a',
  ])('refuses the base URL %j', (baseUrl) => {
    expect(() => new Keyward({ baseUrl })).toThrow(expect.objectContaining({ code: 'INVALID_OPTIONS' }));
  });

  it('adds a query to an address that names an action', async () => {
    server.answers({ body: {} }, { body: {} });
    await send(connectionTo(server), { method: 'GET', url: '/shop?do=show', query: { item: 'a&b' } });
    await send(connectionTo(server), { method: 'POST', url: '/shop?do=sell' });
    expect(server.received.map(({ url }) => url)).toEqual(['/shop?do=show&item=a%26b', '/shop?do=sell']);
  });

  it('repeats lists, nests objects and omits missing values in a query', async () => {
    server.answers({ body: {} });
    const query = {
      tag: ['a b', 'c&d'],
      filter: { state: 'x' },
      since: new Date(0),
      page: 2,
      none: null,
      gone: undefined,
    };
    await send(connectionTo(server), { method: 'GET', url: '/list', query });
    expect(server.received[0]?.url).toBe(
      '/list?tag=a%20b&tag=c%26d&filter%5Bstate%5D=x&since=1970-01-01T00%3A00%3A00.000Z&page=2',
    );
  });
});

describe('credentials and headers', () => {
  it("sends the API key in the API's header and the token as bearer", async () => {
    server.answers({ body: {} });
    await send(connectionTo(server, { apiKey: 'k', token: 't' }), { method: 'GET', url: '/' });
    expect(server.received[0]?.headers).toMatchObject({ 'lb-api-key': 'k', authorization: 'Bearer t' });
  });

  it("names the package in a header of its own where User-Agent is the browser's", async () => {
    server.answers({ body: {} });
    Object.assign(globalThis, { document: {} });
    await keyward()
      .auth.getMe()
      .finally(() => Reflect.deleteProperty(globalThis, 'document'));
    expect(server.received[0]?.headers).toMatchObject({ 'x-keyward-client': `keyward-sdk/${VERSION}` });
    expect(server.received[0]?.headers['user-agent']).not.toContain('keyward');
  });

  it('adds headers of the client, then of the call, whatever their case', async () => {
    server.answers({ body: {} });
    const client = keyward({ headers: { 'X-One': 'client', 'X-Two': 'client' } });
    await client.with({ headers: { 'x-two': 'call' } }).auth.getMe();
    expect(server.received[0]?.headers).toMatchObject({ 'x-one': 'client', 'x-two': 'call' });
  });

  it('logs in and out for the client and those bound to it', async () => {
    server.answers(
      { body: { access_token: 'fresh', token_type: 'Bearer', expires_in: 3600 } },
      { body: {} },
      { status: 204 },
    );
    const client = keyward();
    const bound = client.with({ timeoutMs: 5000 });
    await client.logIn('admin', 'secret');
    await bound.auth.getMe();
    await client.logOut();
    await bound.auth.getMe();
    expect(server.received.map(({ headers }) => headers.authorization)).toEqual([
      undefined,
      'Bearer fresh',
      'Bearer fresh',
      undefined,
    ]);
  });

  it("sends the second factor's code of a log-in", async () => {
    server.answers({ body: { access_token: 'fresh', token_type: 'Bearer', expires_in: 3600 } });
    await keyward().logIn('admin', 'secret', { code: '123 456', timeoutMs: 5000 });
    const body = JSON.parse(server.received[0]?.body.toString() ?? '');
    expect(body).toEqual({ username: 'admin', password: 'secret', code: '123 456' });
  });

  it('isolates two clients', async () => {
    server.answers({ body: {} });
    const [one, two] = [keyward({ apiKey: 'one' }), keyward({ apiKey: 'two' })];
    await Promise.all([one.auth.getMe(), two.auth.getMe(), one.with({ apiKey: 'three' }).auth.getMe()]);
    expect(server.received.map(({ headers }) => headers['x-api-key']).sort()).toEqual(['one', 'three', 'two']);
  });

  it('names the package and the platform', async () => {
    server.answers({ body: {} });
    await keyward().auth.getMe();
    expect(server.received[0]?.headers['user-agent']).toBe(`keyward-sdk/${VERSION} (node/${process.versions.node})`);
  });

  it('does not follow a redirect, which would leak the API key, and takes it for an outage', async () => {
    server.answers({ status: 302, headers: { location: 'https://elsewhere.example/wifi?mac=00:11' } });
    await expect(keyward({ apiKey: 'k' }).auth.getMe()).rejects.toMatchObject({
      name: 'ConnectionError',
      isUnreachable: true,
      code: 'REDIRECTED',
      status: 302,
      description: expect.stringMatching(
        /^No Keyward server .*redirects to https:\/\/elsewhere\.example\/wifi\. Check baseUrl.*sign in to the network$/,
      ),
    });
    expect(server.received).toHaveLength(1);
  });
});

it('needs no options if all are optional', async () => {
  server.answers({ body: { items: [], next: null } });
  await keyward().licenses.list();
  expect(server.received[0]?.url).toMatch(/^\/api\/v1\/licenses/);
});

describe('responses', () => {
  it('returns undefined for 204 and for an operation without a body', async () => {
    server.answers({ status: 204 }, { body: { ignored: true } });
    await expect(keyward().licenses.delete('x')).resolves.toBeUndefined();
    await expect(send(connectionTo(server), { method: 'DELETE', url: '/thing' })).resolves.toBeUndefined();
  });

  it('returns the headers of HEAD', async () => {
    server.answers({ headers: { 'content-length': '1048576', 'content-type': 'application/zip' } });
    const { data, headers } = await connectionTo(server).answerOf((connection) =>
      send(connection, { method: 'HEAD', url: '/file' }),
    );
    expect([data, headers.get('content-length')]).toEqual([undefined, '1048576']);
  });

  it.each(['{"key": "broken', '<html>Please log in to the Wi-Fi</html>', ''])(
    'throws for a 200 that holds %j, and writes nothing to the console',
    async (body) => {
      const spies = (['log', 'info', 'warn', 'error'] as const).map((level) => jest.spyOn(console, level));
      server.answers({ body, headers: { 'x-request-id': 'r-1' } });
      await expect(keyward().auth.getMe()).rejects.toMatchObject({
        name: 'ConnectionError',
        isUnreachable: true,
        code: 'INVALID_ANSWER',
        status: 200,
        body,
        requestId: 'r-1',
        cause: expect.objectContaining({ name: 'SyntaxError' }),
      });
      expect(server.received).toHaveLength(1);
      spies.forEach((spy) => {
        expect(spy).not.toHaveBeenCalled();
        spy.mockRestore();
      });
    },
  );
});

describe('downloads', () => {
  const headers = {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename="plan b.lic"; filename*=UTF-8''pl%C3%A4n.lic`,
    'content-length': String(BYTES.length),
    etag: '"abc"',
  };

  it('returns a file with name and type', async () => {
    server.answers({ headers, body: BYTES });
    const file = await send<File>(connectionTo(server), { method: 'GET', url: '/file' });
    expect(Buffer.from(await file.arrayBuffer())).toEqual(BYTES);
    expect(file).toMatchObject({ name: 'plän.lic', size: BYTES.length, type: 'application/octet-stream' });
  });

  it('returns a stream with name, size and ETag before the file is read', async () => {
    server.answers({ headers, body: BYTES });
    const download = await connectionTo(server).download((connection) =>
      send(connection, { method: 'GET', url: '/file' }),
    );
    expect(download).toMatchObject({ fileName: 'plän.lic', size: BYTES.length, etag: '"abc"', status: 200 });
    const chunks: Uint8Array[] = [];
    for await (const chunk of download.body) {
      chunks.push(chunk);
    }
    expect(Buffer.concat(chunks)).toEqual(BYTES);
  });

  it.each([
    ['attachment; filename="../../etc/passwd"', 'passwd'],
    ['attachment; filename=plain.zip', 'plain.zip'],
    [String.raw`attachment; filename="a \"b\".zip"`, 'a "b".zip'],
    [`attachment; filename*=UTF-8''..%2F..%2Fx.zip`, 'x.zip'],
    [`attachment; filename="safe.zip"; filename*=UTF-8''%E4broken`, 'safe.zip'],
    ['attachment', undefined],
  ])('reads %s', async (disposition, name) => {
    server.answers({ headers: { 'content-disposition': disposition }, body: BYTES });
    const download = await connectionTo(server).download((connection) =>
      send(connection, { method: 'GET', url: '/file' }),
    );
    expect(download.fileName).toBe(name);
    expect(Buffer.from(await download.bytes())).toEqual(BYTES);
  });

  it('treats a JSON file as a file', async () => {
    server.answers({ body: '{ "as": "it is" }\n' });
    const blob = await send<Blob>(connectionTo(server), { method: 'GET', url: '/file' });
    expect(await blob.text()).toBe('{ "as": "it is" }\n');
  });

  it('throws the error of a download', async () => {
    server.answers({ status: 401, body: { status: false, message: 'License expired' } });
    await expect(send(connectionTo(server), { method: 'GET', url: '/file' })).rejects.toMatchObject({
      status: 401,
      description: 'License expired',
    });
  });

  it('throws for a truncated file, read as a whole or as a stream', async () => {
    server.answers((response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('half', () => response.destroy());
    });
    const connection = connectionTo(server, { retries: 0 });
    const call = { method: 'GET', url: '/file' } as const;
    await expect(send(connection, call)).rejects.toMatchObject({ name: 'ConnectionError', code: 'NETWORK_ERROR' });
    const download = await connection.download((listening) => send(listening, call));
    await expect(download.bytes()).rejects.toMatchObject({ name: 'ConnectionError', code: 'NETWORK_ERROR' });
  });

  it('closes the connection when the stream is cancelled', async () => {
    const held = server.holds();
    const started = connectionTo(server).download((connection) => send(connection, { method: 'GET', url: '/file' }));
    const response = await held;
    response.write('first');
    const closed = new Promise((resolve) => response.on('close', resolve));
    await (await started).body.cancel();
    await closed;
  });

  it('reads text as text', async () => {
    server.answers({ headers: { 'content-type': 'text/csv' }, body: 'a;b\n' });
    await expect(send(connectionTo(server), { method: 'GET', url: '/text' })).resolves.toBe('a;b\n');
  });
});

describe('bodies', () => {
  function formReceived(): Promise<FormData> {
    const { body, headers } = server.received[0] ?? {};
    const type = headers?.['content-type'] ?? '';

    return new Response(body && new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  }

  it('sends JSON with its type', async () => {
    server.answers({ body: {} });
    await keyward().validate({ license_key: 'K', hardware_id: { cpu: '1' } });
    expect(server.received[0]?.headers['content-type']).toBe('application/json');
    expect(JSON.parse(String(server.received[0]?.body))).toEqual({ license_key: 'K', hardware_id: { cpu: '1' } });
  });

  it('uploads files by their name, streams, lists and values in a form', async () => {
    server.answers({ body: {} });
    const formData = {
      main_file: new File([BYTES], 'main file.zip', { type: 'application/zip' }),
      sql_file: new Blob([BYTES]).stream(),
      flag: true,
      count: 3,
      tags: ['a', 'b'],
      none: undefined,
    };
    await send(connectionTo(server), { method: 'POST', url: '/upload', formData, mediaType: 'multipart/form-data' });

    const form = await formReceived();
    const [main, sql] = [form.get('main_file') as File, form.get('sql_file') as File];
    expect([main.name, main.type, Buffer.from(await main.arrayBuffer())]).toEqual([
      'main file.zip',
      'application/zip',
      BYTES,
    ]);
    expect(Buffer.from(await sql.arrayBuffer())).toEqual(BYTES);
    expect([form.get('flag'), form.get('count'), form.getAll('tags'), form.has('none')]).toEqual([
      'true',
      '3',
      ['a', 'b'],
      false,
    ]);
  });

  it('sends a URL-encoded form if the document requires one', async () => {
    server.answers({ body: {} });
    const formData = { a: 'x y', list: [1, 2] };
    await send(connectionTo(server), {
      method: 'POST',
      url: '/form',
      formData,
      mediaType: 'application/x-www-form-urlencoded',
    });
    expect(server.received[0]?.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
    expect(String(server.received[0]?.body)).toBe('a=x+y&list=1&list=2');
  });

  it('sends bytes unchanged', async () => {
    server.answers({ body: {} });
    await send(connectionTo(server), {
      method: 'PUT',
      url: '/bytes',
      body: new Blob([BYTES]),
      mediaType: 'application/octet-stream',
    });
    expect(server.received[0]).toMatchObject({ body: BYTES, headers: { 'content-type': 'application/octet-stream' } });
  });

  it('reports what cannot be sent', async () => {
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    const call = keyward().validate({ license_key: 'K', hardware_id: circular });
    await expect(call).rejects.toMatchObject({ name: 'UsageError', code: 'INVALID_REQUEST' });
  });
});

describe('the V2 client', () => {
  it('uses the same request function', async () => {
    server.answers({ body: { valid: true } });
    const v2 = new V2Client({ baseUrl: `${server.url}/dialects/v2`, apiKey: 'AF-1' });
    await v2.license.verify({ license_key: 'K', hardware_hash: 'H' });
    await v2.license.getInfo('K/1');
    expect(server.received).toMatchObject([
      { method: 'POST', url: '/dialects/v2/api/license/verify', headers: { 'x-api-key': 'AF-1' } },
      { method: 'GET', url: '/dialects/v2/api/license/info/K%2F1' },
    ]);
  });
});
