import {
  createCipheriv,
  createHash,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';

const DAY = 86_400;
const HOUR = 3_600;

type Claims = Record<string, unknown>;

/** Other properties replace claims. */
interface FileOrder extends Claims {
  days?: number;
  /** Null for any device. */
  fingerprint?: string | null;
  isEncrypted?: boolean;
}

export interface Key {
  kid: string;
  x: string;
  privateKey: KeyObject;
  endorsement?: string;
}

export interface LicenseOnServer {
  key: string;
  id: string;
  product: string;
  /** Code of the refusal; undefined for a good license. */
  refusal?: string | undefined;
  offlineDays: number;
  /** Seconds since 1970. */
  expiresAt: number | null;
  features: string[];
  activated: Set<string>;
  maxSessions: number;
}

const base64url = (data: string | Buffer): string => Buffer.from(data).toString('base64url');
const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Signs what a Keyward server signs, for tests that need its keys. */
export class SigningServer {
  readonly license: LicenseOnServer = {
    key: 'KEY-1',
    id: 'f7b1c0de-0000-4000-8000-000000000001',
    product: 'my-program',
    offlineDays: 7,
    expiresAt: null,
    features: ['export'],
    activated: new Set(['desk']),
    maxSessions: 1,
  };
  /** Replaces the answer to a call: a response, or nothing for the usual one. */
  intercept: (path: string, body: Claims, headers: Headers) => Response | Promise<Response> | undefined = () =>
    undefined;
  /** Changes the claims before they are signed. */
  claims: (claims: Claims) => Claims = (claims) => claims;
  isDown = false;
  readonly calls: string[] = [];
  /** Idle seconds after which a session ends. */
  idleTimeout = Infinity;
  /** An older server has none. */
  hasWaitingLine = true;
  /** Tokens of the programs that wait for a seat. */
  readonly waiting = new Set<string>();
  readonly sessions = new Map<string, { id: string; expiresAt: number }>();
  readonly keys: Key[] = [newKey()];
  readonly revoked: string[] = [];

  constructor(readonly now: () => number) {}

  get active(): Key {
    const key = this.keys.at(-1);
    if (!key) {
      throw new Error('There is no key');
    }
    return key;
  }

  get seconds(): number {
    return Math.floor(this.now() / 1000);
  }

  fetch = async (address: string, init: RequestInit): Promise<Response> => {
    const path = new URL(address).pathname;
    this.calls.push(path);
    if (this.isDown) {
      throw new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') });
    }
    const body = readBody(init.body);
    return (await this.intercept(path, body, new Headers(init.headers))) ?? this.answer(path, body);
  };

  rotate(): void {
    const next = newKey();
    const claims = { iss: 'keyward', iat: this.seconds, kid: next.kid, x: next.x };
    this.keys.push({ ...next, endorsement: this.sign('keyward-endorsement+jws', claims) });
  }

  sign(typ: string, claims: Claims, key: Key = this.active): string {
    const text = `${base64url(JSON.stringify({ alg: 'EdDSA', kid: key.kid, typ }))}.${base64url(JSON.stringify(claims))}`;
    return `${text}.${base64url(sign(null, Buffer.from(text), key.privateKey))}`;
  }

  verdict(body: Claims, op: string, more: Claims = {}): string {
    const { license } = this;
    const refusal = this.#refusal(body);
    const longest = this.seconds + license.offlineDays * DAY;
    return this.sign(
      'keyward-verdict+jws',
      this.claims({
        iss: 'keyward',
        iat: this.seconds,
        exp: this.seconds + 300,
        jti: randomBytes(8).toString('hex'),
        nonce: body.nonce,
        op,
        ...this.#facts(String(body.license_key), refusal),
        fingerprint: body.hardware_id,
        offline_until:
          refusal || license.offlineDays === 0 ? null : Math.min(longest, (license.expiresAt ?? Infinity) - 1),
        ...more,
      }),
    );
  }

  /** The signature of an answer without a verdict. */
  outcome(body: Claims, op: string, said: Claims = {}): string {
    const credential = (body.license_key ?? body.reservation_token ?? body.session_token) as string | undefined;
    return this.sign('keyward-answer+jws', {
      iss: 'keyward',
      iat: this.seconds,
      exp: this.seconds + 300,
      jti: randomBytes(8).toString('hex'),
      nonce: body.nonce,
      op,
      key_hash: credential === undefined ? null : sha256(credential).toString('hex'),
      fingerprint: body.hardware_id ?? null,
      status: 200,
      code: null,
      ...said,
    });
  }

  /** The answer to a check for updates. */
  update(body: Claims, reply: Claims, version: unknown): Response {
    const { product, current_version } = body;
    const { available, out_of_reach } = reply;
    const said = { product, current_version, available, version, out_of_reach };
    return json({ ...reply, signed: this.outcome(body, 'update', said) });
  }

  /** The text of a license file. */
  file({ days = 30, fingerprint = 'desk', isEncrypted = false, ...more }: FileOrder = {}): string {
    const exp = this.seconds + days * DAY;
    const facts = { ...this.#facts(this.license.key, undefined), fingerprint, offline_until: exp };
    const times = {
      iss: 'keyward',
      iat: this.seconds,
      nbf: this.seconds,
      exp,
      ver: 1,
      jti: randomBytes(8).toString('hex'),
    };
    const jws = this.sign('keyward-license+jws', { ...times, ...facts, ...more });
    const compact = isEncrypted ? encrypted(jws, this.license.key, fingerprint ?? '') : jws;
    const lines =
      Buffer.from(compact)
        .toString('base64')
        .match(/.{1,64}/g) ?? [];
    return ['-----BEGIN KEYWARD LICENSE FILE-----', ...lines, '-----END KEYWARD LICENSE FILE-----', ''].join('\n');
  }

  jwks(): Claims {
    const good = this.keys.filter(({ kid }) => !this.revoked.includes(kid));
    const list = { iss: 'keyward', iat: this.seconds, exp: this.seconds + DAY, kids: good.map(({ kid }) => kid) };
    return {
      keys: good.map(({ kid, x, endorsement }) => ({
        kty: 'OKP',
        crv: 'Ed25519',
        x,
        kid,
        alg: 'EdDSA',
        use: 'sig',
        endorsement,
      })),
      signed: this.sign('keyward-keys+jws', { ...list, revoked: this.revoked }),
    };
  }

  /** The usual answer to a call. */
  answer(path: string, body: Claims): Response {
    switch (path) {
      case '/.well-known/jwks.json':
        return json(this.jwks());
      case '/api/v1/validate':
        return json({ valid: !this.#refusal(body), signed: this.verdict(body, 'validate') });
      case '/api/v1/activate':
        return this.#activate(body);
      case '/api/v1/deactivate':
        this.license.activated.delete(String(body.hardware_id));
        return json({ success: true, signed: this.outcome(body, 'deactivate') });
      case '/api/v1/license-sessions':
        return this.#startSession(body);
      case '/api/v1/license-sessions/heartbeat':
        return this.#renewSession(body);
      case '/api/v1/license-sessions/features': {
        const answered = (codes: unknown, held: boolean): Claims[] =>
          (codes as string[]).map((feature) => ({ feature, held, used: held ? 1 : 0, max: 2, code: null }));
        const features = [...answered(body.take, true), ...answered(body.release, false)];
        return json({ features, signed: this.outcome(body, 'session', { features }) });
      }
      case '/api/v1/license-sessions/end':
        return this.sessions.delete(String(body.session_token)) || this.waiting.delete(String(body.session_token))
          ? json({ duration: 1, reason: 'ended' })
          : refusal(404, 'NOT_FOUND');
      default:
        return refusal(404, 'NOT_FOUND');
    }
  }

  #activate(body: Claims): Response {
    this.license.activated.add(String(body.hardware_id));
    const code = this.#refusal(body);
    return code ? refusal(403, code) : json({ success: true, signed: this.verdict(body, 'activate') }, 201);
  }

  #startSession(body: Claims): Response {
    for (const [token, { expiresAt }] of this.sessions) {
      if (expiresAt <= this.seconds) {
        this.sessions.delete(token);
      }
    }
    if (this.sessions.size >= this.license.maxSessions) {
      return body.wait === true && this.hasWaitingLine ? this.#place(body) : refusal(409, 'SESSIONS_EXHAUSTED');
    }
    this.waiting.delete(String(body.wait_token));
    const token = randomBytes(8).toString('hex');
    this.sessions.set(token, { id: randomBytes(4).toString('hex'), expiresAt: 0 });
    return this.#lease(token, body);
  }

  /** Programs wait in the order in which they asked first. */
  #place({ wait_token: sent }: Claims): Response {
    const token = typeof sent === 'string' ? sent : randomBytes(8).toString('hex');
    this.waiting.add(token);
    const waiting = { position: [...this.waiting].indexOf(token) + 1, since: '2030-01-01T00:00:00.000Z', token };
    return json({ error: { code: 'SESSIONS_EXHAUSTED', message: 'full', waiting } }, 409);
  }

  #renewSession(body: Claims): Response {
    const session = this.sessions.get(String(body.session_token));
    if (session && Number(body.idle_seconds) >= this.idleTimeout) {
      this.sessions.delete(String(body.session_token));
      return refusal(409, 'SESSION_IDLE');
    }
    return session && session.expiresAt > this.seconds
      ? this.#lease(String(body.session_token), { ...body, license_key: this.license.key, hardware_id: 'desk' })
      : refusal(404, 'NOT_FOUND');
  }

  #lease(token: string, body: Claims): Response {
    const session = { id: this.sessions.get(token)?.id ?? '', expiresAt: this.seconds + 60 };
    this.sessions.set(token, session);
    const signed = this.verdict(body, 'session', { session: { id: session.id, expires_at: session.expiresAt } });
    return json({ session_id: session.id, session_token: token, signed }, 201);
  }

  #refusal(body: Claims): string | undefined {
    const { license } = this;
    if (body.license_key !== license.key) {
      return 'NOT_FOUND';
    }
    if (license.expiresAt !== null && license.expiresAt <= this.seconds) {
      return 'EXPIRED';
    }
    return license.refusal ?? (license.activated.has(String(body.hardware_id)) ? undefined : 'NOT_ACTIVATED');
  }

  #facts(key: string, code: string | undefined): Claims {
    const { license } = this;
    const isUnknown = code === 'NOT_FOUND';
    return {
      product: isUnknown ? null : license.product,
      license: isUnknown ? null : license.id,
      key_hash: sha256(key).toString('hex'),
      valid: code === undefined,
      code: code ?? 'VALID',
      features: isUnknown ? [] : license.features,
      max_users: null,
      expires_at: license.expiresAt,
      next_check: this.seconds + HOUR,
    };
  }
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });
}

export function html(status: number): Response {
  return new Response('<html><body>Please log in</body></html>', { status, headers: { 'content-type': 'text/html' } });
}

export function refusal(status: number, code: string, headers: Record<string, string> = {}): Response {
  return json({ error: { code, message: code } }, status, headers);
}

export function newKey(): Key {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const x = String(publicKey.export({ format: 'jwk' }).x);
  const kid = createHash('sha256').update(Buffer.from(x, 'base64url')).digest('base64url').slice(0, 8);
  return { kid, x, privateKey };
}

function encrypted(jws: string, licenseKey: string, fingerprint: string): string {
  const key = Buffer.from(hkdfSync('sha256', licenseKey, fingerprint, 'keyward license file', 32));
  const header = base64url(JSON.stringify({ alg: 'dir', enc: 'A256GCM', typ: 'keyward-license+jwe' }));
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(header));
  const text = Buffer.concat([cipher.update(jws), cipher.final()]);
  return [header, '', base64url(iv), base64url(text), base64url(cipher.getAuthTag())].join('.');
}

function readBody(body: unknown): Claims {
  return typeof body === 'string' ? (JSON.parse(body) as Claims) : {};
}
