import { randomBytes } from 'node:crypto';
import type { Known } from './hostile-known';
import { TEXTS } from './hostile-values';
import type { NodeClient } from './node-client';
import type { Random } from './part';

type Headers = Record<string, string>;

/** Headers that requests send with values that no client sends. */
const HOSTILE_HEADERS: Readonly<Record<string, readonly string[]>> = {
  authorization: [
    'Bearer',
    'Bearer a.b.c',
    'Bearer ' + 'a'.repeat(8_000),
    'Basic Og==',
    'License x',
    'Bearer null',
    'bearer\tx',
  ],
  cookie: [
    'keyward_session=',
    '=;=;',
    'keyward_session=%',
    'a=b; '.repeat(400),
    '__Host-keyward_session=x',
    'keyward_portal=\u00ff',
  ],
  'idempotency-key': ['', 'a', 'k'.repeat(255), 'k'.repeat(256), '\u00e9', '../..', '0', '""', 'same-key'],
  'if-match': ['*', '"', 'W/"1"', '"a", "b"', 'x'.repeat(3_000)],
  'if-none-match': ['*', '"x"', 'W/', ',,,'],
  'if-modified-since': ['Thu, 01 Jan 1970 00:00:00 GMT', 'x', '275760-09-13'],
  range: [
    'bytes=0-',
    'bytes=-1',
    'bytes=5-1',
    'bytes=0-0,2-3',
    'bytes=99999999999999999999-',
    'items=0-1',
    `bytes=${'0-1,'.repeat(900)}`,
  ],
  'keyward-version': [
    '2026-11-01',
    '2026-12-01',
    '1999-01-01',
    '',
    '2026-02-30',
    '__proto__',
    'constructor',
    '9'.repeat(500),
  ],
  'accept-language': [
    '*',
    'xx-XX',
    'de;q=9',
    ',;=',
    'zh-Hans-CN-u-nu-hanidec',
    'en;q=0',
    'a-'.repeat(2_000),
    '__proto__',
  ],
  accept: ['text/html', '*/*;q=', 'application/vnd.api+json', 'image/*', 'x'.repeat(2_000)],
  'accept-encoding': ['gzip;q=0', 'br, *', 'identity;q=0', '\u00ff'],
  'x-forwarded-for': ['1.2.3.4', '::1', 'x, y, z', '1.2.3.4, '.repeat(400), '999.1.1.1', '127.0.0.1%eth0'],
  'x-forwarded-host': ['example.com', 'a b', '[::1', 'x:99999', '../..', '\u00ff'],
  'x-forwarded-proto': ['https', 'javascript', 'http,https', ''],
  'x-forwarded-prefix': ['/a', '//evil', '..', '/%00'],
  'x-real-ip': ['::ffff:1.2.3.4', 'x'],
  forwarded: ['for="[::1]:x";proto=', 'for=_hidden, for=unknown', ';;;'],
  host: ['a', 'a:0', '[::]', 'xn--', '127.0.0.1:1, b', '\u00e9'],
  origin: ['null', 'http://evil.example', '://', 'http://127.0.0.1:0'],
  referer: ['http://a/%', 'about:blank', '\u00ff'],
  'sec-fetch-site': ['cross-site', 'same-site', 'x', ''],
  'content-type': [
    '',
    ';',
    'application/json; charset=utf-7',
    'application/json;charset=x',
    'text/xml',
    'multipart/form-data',
    'application/x-www-form-urlencoded;charset=utf-16',
    'a'.repeat(3_000),
  ],
  'content-encoding': ['gzip', 'br', 'deflate, gzip', 'x', 'identity'],
  'content-disposition': ['attachment; filename="../../x"'],
  'x-http-method-override': ['DELETE', 'TRACE'],
  'x-api-key': ['', 'AF-2026-x', 'k'.repeat(4_000), '\u00e9', "' OR ''='"],
  'x-hardware-id': ['\u00ff', 'x'.repeat(513), ''],
  'x-signature': ['x', '0'.repeat(64), '\u00ff'],
  traceparent: ['00-0-0-0', '00-' + 'f'.repeat(32) + '-' + 'f'.repeat(16) + '-ff', 'x'],
  'user-agent': ['\u00ff'.repeat(2_000), '() { :; }; echo', '<script>'],
  prefer: ['return=minimal, respond-async', 'x'],
};

/** Who sends the requests: users and keys that may be lost, and are made again then. */
export class Callers {
  private token = '';
  private userName = '';
  private users = 0;
  private systemKey = '';
  private readonly apiKeys: string[] = [];
  private portalCookie = '';

  constructor(
    private readonly client: NodeClient,
    private readonly random: Random,
    private readonly known: Known,
    /** Of the admin, with which no hostile request is made. */
    private readonly adminToken: string,
    systemKey: string,
    private readonly customerEmail: string,
  ) {
    this.systemKey = systemKey;
  }

  /** Makes those again that a request has ended. */
  async renew(): Promise<void> {
    if (this.token === '' || !(await this.serves('/api/v1/users?limit=1', { authorization: `Bearer ${this.token}` }))) {
      await this.newUser();
    }
    if (!(await this.serves('/api/license/info/none', { 'x-api-key': this.systemKey }, 401))) {
      this.systemKey = (await this.newKey('system')) ?? this.systemKey;
    }
    while (this.apiKeys.length < 2) {
      this.apiKeys.push((await this.newKey(this.apiKeys.length === 0 ? 'internal' : 'external')) ?? 'none');
    }
    if (!(await this.serves('/api/v1/licenses?limit=1', { 'x-api-key': this.apiKeys[0] ?? '' }))) {
      this.apiKeys.length = 0;
    }
    if (this.portalCookie === '' || !(await this.serves('/portal/licenses', { cookie: this.portalCookie }))) {
      this.portalCookie = await this.newPortalSession();
    }
  }

  strongest(): Headers {
    return { authorization: `Bearer ${this.token}` };
  }

  /** Of a browser with a session of the console. */
  console(): Headers {
    return { cookie: `keyward_session=${this.token}`, origin: this.client.url, 'sec-fetch-site': 'same-origin' };
  }

  /** Of the admin's browser, with which pages are only read. */
  reader(): Headers {
    return { cookie: `keyward_session=${this.adminToken}` };
  }

  /** Of a browser of the customer. */
  portal(): Headers {
    return { cookie: this.portalCookie, origin: this.client.url, 'sec-fetch-site': 'same-origin' };
  }

  /** The credentials of a request, right ones mostly, and seldom further headers. */
  some(): Headers {
    const { random } = this;
    return { ...this.credential(), ...(random.below(4) === 0 ? this.hostileHeaders() : {}) };
  }

  hostileHeaders(): Headers {
    const { random } = this;
    const headers: Headers = {};
    for (let count = 1 + random.below(3); count > 0; count -= 1) {
      const name = random.pick(Object.keys(HOSTILE_HEADERS));
      headers[name] = random.below(8) === 0 ? this.headerText() : random.pick(HOSTILE_HEADERS[name] ?? []);
    }
    return headers;
  }

  get secrets(): ReadonlyMap<string, string> {
    return new Map([
      [this.token, '$OWNER_TOKEN'],
      [this.adminToken, '$ADMIN_TOKEN'],
      [this.systemKey, '$SYSTEM_KEY'],
      [this.apiKeys[0] ?? '-', '$INTERNAL_KEY'],
      [this.apiKeys[1] ?? '-', '$EXTERNAL_KEY'],
    ]);
  }

  private credential(): Headers {
    const { random } = this;
    const key = random.pick([this.systemKey, ...this.apiKeys]);
    switch (random.below(20)) {
      case 0:
        return {};
      case 1:
        return { authorization: `Bearer ${this.token.slice(0, -1)}x` };
      case 2:
        return { 'x-api-key': key.replace(/.$/, '_'), 'lb-api-key': 'x' };
      case 3:
        return this.console();
      case 4:
      case 5:
      case 6:
      case 7:
        return { 'x-api-key': key, 'lb-api-key': key };
      case 8:
        return { ...this.strongest(), 'x-api-key': key };
      default:
        return this.strongest();
    }
  }

  private headerText(): string {
    // Only what may stand in a header at all.
    return this.random.pick(TEXTS).replace(/[^\t\x20-\x7e\x80-\xff]/g, '');
  }

  private async serves(path: string, headers: Headers, wrong = 0): Promise<boolean> {
    const { status } = await this.client.call('GET', path, undefined, headers);
    return wrong === 0 ? status < 300 || status >= 429 : status !== wrong;
  }

  private async newUser(): Promise<void> {
    this.users += 1;
    this.userName = `hostile-${Date.now().toString(36)}-${this.users}`;
    const password = randomBytes(12).toString('hex');
    const input = { username: this.userName, password, role: 'owner' };
    const made = await this.client.call('POST', '/api/v1/users', input, this.admin);
    this.known.protect(this.userName, String(made.body?.id));
    const { body } = await this.client.call('POST', '/api/v1/auth/login', { username: this.userName, password });
    if (typeof body?.access_token !== 'string') {
      throw new Error(`No user for the requests: ${made.status} ${made.text.slice(0, 300)}`);
    }
    this.token = body.access_token;
  }

  private async newKey(kind: string): Promise<string | undefined> {
    const { body } = await this.client.call('POST', '/api/v1/api-keys', { name: `hostile ${kind}`, kind }, this.admin);
    return typeof body?.key === 'string' ? body.key : undefined;
  }

  private async newPortalSession(): Promise<string> {
    const input = { customer: this.customerEmail, page: 'licenses' };
    const link = await this.client.call('POST', '/api/v1/portal/sessions', input, this.admin);
    const url = link.body?.url;
    const token = new URL(typeof url === 'string' ? url : 'http://none/').searchParams.get('token');
    const answer = await fetch(`${this.client.url}/portal/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: this.client.url },
      body: new URLSearchParams({ token: token ?? '' }),
      signal: AbortSignal.timeout(10_000),
    });
    await answer.text();
    return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  }

  private get admin(): Headers {
    return { authorization: `Bearer ${this.adminToken}` };
  }
}
