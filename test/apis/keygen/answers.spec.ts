import { issued } from '../../testkit/issue';
import { expectDocument, KeygenProgram, keyOfSignature, refusal } from '../../support/keygen';
import { type Answer, TestServer } from '../../testkit/server';

const UUID = '47596ad9-a811-4ebf-ac8a-03fc7b6d2a17';
const HOST = 'licenses.example:8443';

let server: TestServer;
let program: KeygenProgram;
beforeAll(async () => {
  server = await TestServer.shared();
  program = new KeygenProgram(server, await issued(server));
});
afterAll(() => server.stop());

/** The key id of a signature that is right. */
async function keyOfSigned(method: string, target: string, answer: Answer): Promise<string> {
  expect(answer.headers.date).toBe(server.clock.now().toUTCString());
  return keyOfSignature(server, { method, target, host: HOST }, answer);
}

const at = (headers: Record<string, string> = {}) => ({ headers: { host: HOST, ...headers } });

describe('an answer', () => {
  beforeEach(() => server.clock.holdAt('2031-05-17T10:11:12.345Z'));

  it('is signed with the key of the installation, for its address as sent', async () => {
    const [{ id }] = await server.dataSource.query('SELECT id FROM installation');
    for (const [target, keyid] of [
      ['/v1/me', id],
      ['/v1/me?x=%20y', id],
      ['/v1/accounts/acme/me', id],
      [`/v1/accounts/${UUID}/me`, UUID],
      [`/dialects/keygen/v1/accounts/${UUID}/me`, UUID],
    ] as const) {
      const answer = await program.call('GET', target, at());
      expect(answer.status).toBe(200);
      expect([target, await keyOfSigned('get', target, answer)]).toEqual([target, keyid]);
    }
  });

  it('is signed if it is an error or has no body', async () => {
    const unknown = await program.call('GET', '/v1/machines/nothing', at());
    expect(unknown.status).toBe(404);
    await keyOfSigned('get', '/v1/machines/nothing', unknown);
    await keyOfSigned('get', '/v1/licenses/a/b', await program.call('GET', '/v1/licenses/a/b', at()));
    await program.activate('desk');
    const gone = await program.call('DELETE', '/v1/machines/desk', at());
    expect(gone.status).toBe(204);
    await keyOfSigned('delete', '/v1/machines/desk', gone);
  });

  it('is signed by the new key after a rotation', async () => {
    const { status } = await server.asAdmin('POST', '/api/v1/signing-keys', { body: {} });
    expect(status).toBeLessThan(300);
    await keyOfSigned('get', '/v1/me', await program.call('GET', '/v1/me', at()));
  });

  it.each([
    ['rubbish', 'malformed'],
    ['algorithm="rsa-pss-sha256"', 'unsupported algorithm'],
    ['algorithm="ecdsa-p256"', 'unsupported algorithm'],
    [`keyid="${UUID}", algorithm="ed25519"`, 'keyid not found'],
  ])('is refused without a signature for Keygen-Accept-Signature: %s', async (accepted, fault) => {
    const answer = await program.call('GET', '/v1/me', at({ 'keygen-accept-signature': accepted }));
    const detail = `invalid accept-signature header (${fault})`;
    expectDocument(answer, 400, refusal({ title: 'Bad request', detail }));
    expect(answer.headers).not.toHaveProperty('keygen-signature');
  });

  it.each([['algorithm="ed25519"'], [`keyid="${UUID}", algorithm="ed25519"`], ['algorithm="Ed25519";'], ['']])(
    'has a signature for Keygen-Accept-Signature: %s',
    async (accepted) => {
      const target = `/v1/accounts/${UUID}/me`;
      const answer = await program.call('GET', target, at({ 'keygen-accept-signature': accepted }));
      expect(answer.status).toBe(200);
      expect(await keyOfSigned('get', target, answer)).toBe(UUID);
    },
  );

  it.each([
    ['application/vnd.api+json', 'application/vnd.api+json'],
    ['*/*', 'application/vnd.api+json'],
    ['application/json', 'application/json'],
    ['application/json, application/vnd.api+json', 'application/json'],
    ['application/vnd.api+json, application/json', 'application/vnd.api+json'],
  ])('to a request that accepts %s is %s', async (accept, type) => {
    const { headers } = await program.call('GET', '/v1/me', at({ accept }));
    expect(headers['content-type']).toBe(`${type}; charset=utf-8`);
  });
});

describe('a license key', () => {
  const me = (authorization?: string) =>
    server.call('GET', '/v1/me', authorization === undefined ? {} : { headers: { authorization } });
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

  it('authenticates as License or as the password of license', async () => {
    const { key, id } = program.license;
    for (const authorization of [`License ${key}`, `license  ${key}`, basic(`license:${key}`)]) {
      const { status, body } = await me(authorization);
      expect([authorization, status, body.data?.id]).toEqual([authorization, 200, id]);
    }
  });

  it.each([
    [undefined, 'TOKEN_MISSING'],
    ['License', 'TOKEN_INVALID'],
    ['License nobody-has-this-key', 'LICENSE_INVALID'],
    [`License ${'x'.repeat(300)}`, 'TOKEN_INVALID'],
    ['Bearer nonsense', 'TOKEN_INVALID'],
    [basic('license:nobody-has-this-key'), 'LICENSE_INVALID'],
    [basic('license:\0'), 'TOKEN_INVALID'],
    [basic('ada:secret'), 'TOKEN_INVALID'],
  ])('is demanded of a request with %j', async (authorization, code) => {
    const answer = await me(authorization);
    const detail = 'You must be authenticated to complete the request';
    expectDocument(answer, 401, refusal({ title: 'Unauthorized', detail, code }));
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="keygen"');
  });

  it('cannot be guessed from one address without end', async () => {
    const limited = await TestServer.start({ RATE_LIMIT_FACTOR: '0.05' }, server.databaseUrl);
    const guess = () => limited.call('GET', '/v1/me', { headers: { authorization: 'License guess' } });
    const statuses: number[] = [];
    for (let count = 0; count < 6; count++) {
      statuses.push((await guess()).status);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
    const { body } = await guess();
    expect(body.errors[0].code).toBe('TOO_MANY_REQUESTS');
    await limited.stop();
  });
});

describe('paths', () => {
  it('that Lemon Squeezy has stay its own', async () => {
    const form = { license_key: program.license.key };
    for (const name of ['validate', 'activate', 'deactivate']) {
      const { body } = await server.call('POST', `/v1/licenses/${name}`, { body: name === 'validate' ? form : {} });
      expect([name, 'valid' in body || 'message' in body]).toEqual([name, true]);
    }
    const wrong = await server.call('GET', '/v1/licenses/validate/x');
    expect([wrong.status, wrong.body.errors[0].code]).toEqual([404, 'NOT_FOUND']);
  });

  it('of an account serve this API alone', async () => {
    for (const path of [`/v1/accounts/${UUID}/licenses/validate`, '/v1/accounts/acme/nothing', '/v1/accounts/acme']) {
      const { status, body } = await server.call('POST', path, { body: {} });
      expect([path, status, body.errors?.[0].title]).toEqual([path, 404, 'Not found']);
    }
    const escaped = await program.call('GET', '/v1/accounts/acme/api/v1/licenses');
    expect(escaped.status).toBe(404);
  });
});
