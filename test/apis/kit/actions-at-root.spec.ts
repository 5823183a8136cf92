import { SITE } from '../../support/edd';
import { issued } from '../../testkit/issue';
import { keyOf } from '../../testkit/callers';
import { type Answer, TestServer } from '../../testkit/server';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** Which API has answered, by what only its answers have. */
function apiOf({ body }: Answer): string {
  if (body.service === 'V2 License Server') {
    return 'v2';
  }
  return 'result' in body ? 'slm' : 'checksum' in body ? 'edd' : 'none';
}

describe('the API of a request to /', () => {
  let server: TestServer;
  let secret: string;
  let license: string;
  beforeAll(async () => {
    server = await TestServer.start({ DIALECT_HOSTS: 'edd=edd.example,slm=slm.example' });
    secret = (await keyOf(server, 'external')).key;
    license = (await issued(server)).key;
  });
  afterAll(() => server.stop());

  const edd = () => new URLSearchParams({ edd_action: 'check_license', license, url: SITE, item_name: 'v2-default' });
  const slm = () => new URLSearchParams({ slm_action: 'slm_check', license_key: license, secret_key: secret });

  it('is V2 without an action', async () => {
    for (const url of ['/', '/?lang=de', '/?x=edd_action', '/?my_edd_action=check_license']) {
      expect(apiOf(await server.call('GET', url))).toBe('v2');
    }
    expect((await server.call('GET', '/', { headers: { accept: 'text/html' } })).headers.location).toBe('/console');
  });

  it('is the one whose action the query names', async () => {
    for (const method of ['GET', 'POST'] as const) {
      expect(apiOf(await server.call(method, `/?${edd()}`))).toBe('edd');
      expect(apiOf(await server.call(method, `/?lang=de&${slm()}`))).toBe('slm');
    }
  });

  it('is the one whose action the body names', async () => {
    const post = (body: URLSearchParams) => server.call('POST', '/', { body: body.toString(), headers: FORM });
    expect(apiOf(await post(edd()))).toBe('edd');
    const answer = await post(slm());
    expect([apiOf(answer), answer.body.message]).toEqual(['slm', 'License key details retrieved.']);
    const json = { slm_action: 'slm_check', license_key: license };
    expect((await server.call('POST', '/', { body: json })).body).toMatchObject({ result: 'error', error_code: 90 });
    const entries = await server.dataSource.query('SELECT DISTINCT dialect FROM verifications ORDER BY dialect');
    expect(entries).toEqual([{ dialect: 'edd' }, { dialect: 'slm' }]);
  });

  it('is that of the prefix or of the host, whatever the body names', async () => {
    const post = (path: string, body: URLSearchParams, headers = {}) =>
      server.call('POST', path, { body: body.toString(), headers: { ...FORM, ...headers } });
    expect(apiOf(await post('/dialects/slm/', slm()))).toBe('slm');
    expect(apiOf(await post('/dialects/edd', edd()))).toBe('edd');
    expect((await post('/dialects/edd/', slm())).status).toBe(400);
    expect((await post('/dialects/slm/', edd())).status).toBe(400);
    expect(apiOf(await post('/', slm(), { host: 'slm.example' }))).toBe('slm');
    expect((await post('/', slm(), { host: 'edd.example' })).status).toBe(400);
    expect((await server.call('GET', `/?${edd()}`, { headers: { host: 'slm.example' } })).body.result).toBe('error');
  });

  it.each(['/edd-api', '/wp/', '/index.php', '/shop/api/', '/%C3%BC'])('has its actions at %s, too', async (path) => {
    const post = (url: string, body: URLSearchParams, headers = {}) =>
      server.call('POST', url, { body: body.toString(), headers: { ...FORM, ...headers } });
    for (const method of ['GET', 'POST'] as const) {
      expect(apiOf(await server.call(method, `${path}?${edd()}`))).toBe('edd');
      expect(apiOf(await server.call(method, `${path}?${slm()}`))).toBe('slm');
    }
    for (const headers of [{}, { host: 'edd.example' }]) {
      expect(apiOf(await post(path, edd(), headers))).toBe('edd');
    }
    expect(apiOf(await post(path, slm()))).toBe('slm');
    expect(apiOf(await post(path, slm(), { host: 'slm.example' }))).toBe('slm');
    expect(apiOf(await post(`/dialects/slm${path}`, slm()))).toBe('slm');
    expect((await post(path, slm(), { host: 'edd.example' })).status).toBe(404);
    expect((await post(`/dialects/edd${path}`, slm())).body).toMatchObject({ success: false, error: 'not_found' });
  });

  it('leaves the paths of other APIs, and unknown ones, as they are', async () => {
    for (const path of ['/api/v1/nothing', '/api/license/nothing', '/api/external/nothing', '/v2/licenses/nothing']) {
      expect((await server.call('GET', `${path}?${edd()}`)).status).toBe(404);
      const form = { body: edd().toString(), headers: FORM };
      expect((await server.call('POST', path, form)).status).toBe(404);
    }
    const forms = [FORM, { 'content-type': 'text/plain' }].map((headers) => ({ body: 'a=b', headers }));
    for (const call of forms) {
      const { status, body } = await server.call('POST', '/nothing', call);
      expect([status, body.error.code]).toEqual([404, 'PATH_NOT_FOUND']);
    }
    expect((await server.call('GET', '/nothing?edd=1')).body.error.code).toBe('PATH_NOT_FOUND');
    expect((await server.call('POST', '/login', { body: edd().toString(), headers: FORM })).body).not.toHaveProperty(
      'checksum',
    );
  });

  it('has no action of another API', async () => {
    for (const url of ['/?edd_action=slm_check', '/?edd_action=__proto__', '/?edd_action=']) {
      expect((await server.call('GET', url)).body).toMatchObject({ success: false, error: 'unknown_action' });
    }
    expect((await server.call('GET', '/?slm_action=slm_info')).body).toEqual({
      result: 'error',
      message: expect.any(String),
    });
  });
});
