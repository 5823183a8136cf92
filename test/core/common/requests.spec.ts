import { connect } from 'node:net';
import { aProduct } from '../../testkit/callers';
import { activate, issued, validate } from '../../testkit/issue';
import { type Call, TestServer } from '../../testkit/server';

const MOST = 64 * 1024;
const MEGABYTE = 1024 * 1024;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;
const JSON_TYPE = { 'content-type': 'application/json' };

let server: TestServer;
let url: URL;
beforeAll(async () => {
  server = await TestServer.shared();
  url = new URL(await server.listen());
});
afterAll(() => server.stop());

/** The same request at the native API and at the V2 API. */
const native = (call: Call) => server.call('POST', '/api/v1/validate', call);
const v2 = (call: Call) => server.withKey('POST', '/api/license/verify', call);

const nativeShape = (code: unknown) => ({
  error: expect.objectContaining({ code, message: expect.any(String), request_id: expect.stringMatching(UUID) }),
});
const v2Shape = (code: string) => ({ error: expect.objectContaining({ code, message: expect.any(String) }) });

/** Bytes as they are, past every client library; answers what came back until the server hung up. */
function raw(...lines: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(url.port), url.hostname);
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('end', () => resolve(answer)).on('error', reject);
    socket.write(Buffer.from(lines.join('\r\n'), 'latin1'));
  });
}

describe('a body', () => {
  it('with an unknown field is refused with its name, without the internal rule', async () => {
    const { status, body } = await native({ body: { license_key: 'x', typo: 1 } });
    const message = 'Unknown field: typo';
    expect([status, body.error]).toEqual([
      400,
      {
        code: 'VALIDATION_ERROR',
        message,
        details: [{ field: 'typo', reason: 'whitelist_validation', message }],
        request_id: expect.any(String),
      },
    ]);
  });

  it.each([
    ['of no bytes', ''],
    ['of white space', ' \r\n\t'],
    ['that is an empty list', '[]'],
    ['that is an empty object', '{}'],
  ])('%s has no fields, and the first required one is named', async (_what, body) => {
    const ours = await native({ body, headers: JSON_TYPE });
    expect([ours.status, ours.body]).toEqual([400, nativeShape('VALIDATION_ERROR')]);
    expect(ours.body.error.message).toMatch(/^\w+ is missing$/);
    expect(ours.body.error.details.map(({ field }: { field: string }) => field)).toContain('license_key');
    const theirs = await v2({ body, headers: JSON_TYPE });
    expect([theirs.status, theirs.body]).toEqual([400, v2Shape('VALIDATION_ERROR')]);
    expect(theirs.body.error.details).toEqual({ field: 'license_key', reason: expect.any(String) });
  });

  it.each(['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain'])(
    'of type %s that is sent in chunks, none of which holds anything, has no fields',
    async (type) => {
      const answer = await raw(
        'POST /api/v1/validate HTTP/1.1',
        'host: x',
        'connection: close',
        `content-type: ${type}`,
        'transfer-encoding: chunked',
        '',
        '0',
        '',
        '',
      );
      expect(answer).toMatch(/^HTTP\/1\.1 400 /);
      expect(answer).toContain('license_key');
    },
  );

  it('may be missing with any content type if none is required', async () => {
    const { body: made } = await server.asAdmin('POST', '/api/v1/api-keys', { body: { name: 'x', kind: 'external' } });
    for (const headers of [{}, JSON_TYPE, { 'content-type': 'text/plain' }]) {
      expect((await server.asAdmin('POST', `/api/v1/api-keys/${made.id}/rotate`, { headers })).status).toBe(201);
    }
  });

  it.each([
    ['broken JSON', '{"license_key": "AB'],
    ['a list', '[1]'],
    ['a text', '"x"'],
    ['null', 'null'],
    ['bytes that are no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ['NUL', '{"license_key":"A\\u0000"}'],
    ['half a surrogate pair', '{"license_key":"\\ud83d"}'],
    ['a name with NUL', '{"a\\u0000":1}'],
    ['__proto__', '{"license_key":"A","__proto__":{"admin":true}}'],
    ['constructor', '{"license_key":"A","hardware_id":{"constructor":1}}'],
    ['1e400', '{"license_key":"A","current_users":1e400}'],
    ['33 levels', `{"license_key":"A","hardware_id":${'{"a":'.repeat(33)}1${'}'.repeat(33)}}`],
  ])('of %s is refused with 400 in the error format of each API', async (_what, body) => {
    const ours = await native({ body, headers: JSON_TYPE });
    expect([ours.status, ours.body]).toEqual([
      400,
      nativeShape(expect.stringMatching(/^(BAD_REQUEST|VALIDATION_ERROR)$/)),
    ]);
    const theirs = await v2({ body, headers: JSON_TYPE });
    expect([theirs.status, theirs.body.error.code]).toEqual([
      400,
      expect.stringMatching(/^(VALIDATION_ERROR|INVALID_LICENSE)$/),
    ]);
  });

  it('of 64 KB is read, and of one byte more refused with 413, also in chunks', async () => {
    const padded = (bytes: number) => '{"license_key":"A"}'.padEnd(bytes);
    expect((await native({ body: padded(MOST), headers: JSON_TYPE })).status).toBe(200);
    const ours = await native({ body: padded(MOST + 1), headers: JSON_TYPE });
    expect([ours.status, ours.body]).toEqual([413, nativeShape('PAYLOAD_TOO_LARGE')]);
    const theirs = await v2({ body: padded(MOST + 1), headers: JSON_TYPE });
    expect([theirs.status, theirs.body]).toEqual([413, v2Shape('VALIDATION_ERROR')]);

    const head = ['POST /api/v1/validate HTTP/1.1', 'host: x', 'content-type: application/json'];
    const size = (MOST + 1).toString(16);
    expect(
      await raw(...head, 'connection: close', 'transfer-encoding: chunked', '', size, padded(MOST + 1), '0', '', ''),
    ).toMatch(/^HTTP\/1\.1 413 [^]*PAYLOAD_TOO_LARGE/);
  });

  it('of 1 MB is read from management callers, and of one byte more refused with 413', async () => {
    const sent = (bytes: number) =>
      server.asAdmin('POST', '/api/v1/licenses', {
        body: '{"product":"v2-default"}'.padEnd(bytes),
        headers: JSON_TYPE,
      });
    expect((await sent(MEGABYTE)).status).toBe(201);
    expect(await sent(MEGABYTE + 1)).toMatchObject({ status: 413, body: nativeShape('PAYLOAD_TOO_LARGE') });
  });

  it.each(['application/x-www-form-urlencoded', 'text/plain', 'application/xml', 'multipart/form-data; boundary=x'])(
    'of type %s is refused with 415',
    async (type) => {
      const call = { body: 'license_key=A', headers: { 'content-type': type } };
      expect(await native(call)).toMatchObject({ status: 415, body: nativeShape('UNSUPPORTED_MEDIA_TYPE') });
      expect(await v2(call)).toMatchObject({ status: 415, body: v2Shape('VALIDATION_ERROR') });
    },
  );

  it.each(['application/json; charset=utf-8', 'Application/JSON', 'application/vnd.keyward+json'])(
    'of type %s is read',
    async (type) => {
      const body = JSON.stringify({ license_key: 'A' });
      expect((await native({ body, headers: { 'content-type': type } })).status).toBe(200);
    },
  );
});

describe('a field', () => {
  // What a person sees as one character can be several; the columns count the parts.
  const emoji = (count: number) => '\u2764\ufe0f'.repeat(count);

  it('is measured like in the database, so that no value is too long for it', async () => {
    const { key } = await issued(server);
    const answers = [
      await activate(server, key, 'desk', { machine_name: emoji(255) }),
      await activate(server, key, emoji(400)),
      await validate(server, key, 'desk', { app_version: emoji(255) }),
      await server.withKey('POST', '/api/license/verify', { body: { license_key: key, hardware_hash: emoji(512) } }),
      await server.asAdmin('POST', '/api/v1/products', { body: { reference: 'x', name: emoji(255) } }),
      await server.asAdmin('POST', '/api/v1/licenses', { body: { product: 'v2-default', type_label: emoji(255) } }),
      await server.asAdmin('POST', '/api/v1/licenses', { body: { product: 'v2-default', description: emoji(2000) } }),
    ];
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 400));
    const product = await aProduct(server, 'measured');
    const version = { reference: 'x', version: '1', download_url: `https://x.example/${emoji(1500)}` };
    expect((await server.asAdmin('POST', `/api/v1/products/${product.id}/versions`, { body: version })).status).toBe(
      400,
    );
  });

  it('may have its documented length, in any script', async () => {
    const { key } = await issued(server);
    expect((await activate(server, key, 'desk', { machine_name: '\u{1F5A5}'.repeat(255) })).status).toBe(201);
    expect((await activate(server, key, 'laptop', { machine_name: emoji(127) })).status).toBe(201);
  });

  it('that is unknown is refused by name by the native API, and ignored by the V2 API', async () => {
    const ours = await native({ body: { license_key: 'A', licence_key: 'A' } });
    expect([ours.status, ours.body.error.details[0].field]).toEqual([400, 'licence_key']);
    const theirs = await v2({ body: { license_key: 'A', hardware_hash: 'desk', licence_key: 'A' } });
    expect(theirs.status).toBe(200);
  });
});
