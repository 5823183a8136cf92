import { generateKeyPairSync, sign } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { CERT_FILE, KEY_FILE } from '../support/tls';

/**
 * - `live`: forwards every call
 * - `down`: closes the connection
 * - `portal`: a page of a captive portal
 * - `sign_in`: a redirect to a page on which people sign in
 * - `not_found_page`: 404 with the page of a web server
 * - `forbidden_page`: 403 with the page of a firewall
 * - `empty`: 200 without a body
 * - `unknown_path`: calls another path of the server
 * - `failing`: 500 for every call
 * - `limited`: 429, for half an hour
 * - `limited_for_years`: 429, for ten years
 * - `stopping`: 503, until a time in half an hour
 * - `busy`: 503, for an unknown time
 * - `restarting`: the page of a proxy without a server
 * - `unsigned`: says yes without a signature
 * - `other_key`: says yes, signed with a key of its own
 * - `tampered`: changes a character of what the server signed
 * - `replay`: the first answer to each call, again
 */
export type Network =
  'live' | 'down' | Page | 'unknown_path' | 'failing' | Postponing | 'unsigned' | 'other_key' | 'tampered' | 'replay';
type Page = 'portal' | 'sign_in' | 'not_found_page' | 'forbidden_page' | 'empty';
type Postponing = 'limited' | 'limited_for_years' | 'stopping' | 'busy' | 'restarting';

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly retryAfter?: string;
}

const HTML = { 'content-type': 'text/html' };
const PAGES: Readonly<Record<Page, { status: number; headers: Record<string, string>; body: string }>> = {
  portal: { status: 200, headers: HTML, body: '<h1>Welcome to the hotel</h1>' },
  sign_in: { status: 302, headers: { location: 'https://sign-in.example/start?from=hotel' }, body: '' },
  not_found_page: { status: 404, headers: HTML, body: '<h1>404 Not Found</h1>\n<hr>\nnginx' },
  forbidden_page: { status: 403, headers: HTML, body: '<h1>Blocked by your administrator</h1>' },
  empty: { status: 200, headers: {}, body: '' },
};

const HALF_AN_HOUR = 1_800_000;
const LIMITED = { status: 429, body: error('RATE_LIMIT_EXCEEDED') };
const UNAVAILABLE = { status: 503, body: error('UNAVAILABLE') };
const POSTPONING: Readonly<Record<Postponing, () => Answer>> = {
  limited: () => ({ ...LIMITED, retryAfter: '1800' }),
  limited_for_years: () => ({ ...LIMITED, retryAfter: '315360000' }),
  stopping: () => ({ ...UNAVAILABLE, retryAfter: new Date(Date.now() + HALF_AN_HOUR).toUTCString() }),
  busy: () => UNAVAILABLE,
  restarting: () => ({ status: 502, body: '<h1>Bad Gateway</h1>' }),
};

const { privateKey } = generateKeyPairSync('ed25519');
const base64url = (data: string | Buffer): string => Buffer.from(data).toString('base64url');

/** The network between a program and the license server, and whoever sits in it. */
export class LyingProxy {
  network: Network = 'live';
  /** Paths of the calls since the last reset, without the list of keys. */
  calls: string[] = [];
  readonly #recorded = new Map<string, Answer>();

  private constructor(
    private readonly server: Server,
    private readonly encrypted: Server,
    private readonly target: string,
  ) {}

  static async before(target: string): Promise<LyingProxy> {
    const server = createServer();
    const encrypted = createSecureServer({ cert: readFileSync(CERT_FILE), key: readFileSync(KEY_FILE) });
    const proxy = new LyingProxy(server, encrypted, target);
    server.on('request', (request, response) => {
      proxy.#answer(request, response).catch(() => response.destroy());
    });
    for (const each of [server, encrypted]) {
      each.listen(0, '127.0.0.1');
      await once(each, 'listening');
    }
    return proxy;
  }

  get url(): string {
    return addressOf(this.server);
  }

  /** With http, of a server that speaks TLS. */
  get tlsUrl(): string {
    return addressOf(this.encrypted);
  }

  reset(): void {
    this.network = 'live';
    this.calls = [];
    this.#recorded.clear();
  }

  async stop(): Promise<void> {
    for (const each of [this.server, this.encrypted]) {
      each.close();
      each.closeAllConnections();
      await once(each, 'close');
    }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    if (request.method === 'POST') {
      this.calls.push(String(request.url).replace('/api/v1/', ''));
    }
    if (this.network === 'down') {
      request.socket.destroy();
      return;
    }
    if (isPage(this.network)) {
      const { status, headers, body: page } = PAGES[this.network];
      response.writeHead(status, headers).end(page);
      return;
    }
    if (request.url?.includes('/files/')) {
      await this.#file(request, response);
      return;
    }
    const { status, body: answer, retryAfter } = await this.#reply(request, body);
    response
      .writeHead(status, { 'content-type': 'application/json', ...(retryAfter && { 'retry-after': retryAfter }) })
      .end(answer);
  }

  async #reply(request: IncomingMessage, body: string): Promise<Answer> {
    const { network } = this;
    if (network === 'failing') {
      return { status: 500, body: error('INTERNAL') };
    }
    return isPostponing(network) ? POSTPONING[network]() : this.#through(request, body);
  }

  async #through(request: IncomingMessage, body: string): Promise<Answer> {
    const path = request.url ?? '/';
    const first = this.#recorded.get(path);
    if (this.network === 'replay' && first) {
      return first;
    }
    const answer = await this.#forward(request, path, body);
    this.#recorded.set(path, first ?? answer);
    return { status: answer.status, body: this.#altered(answer.body, body) };
  }

  async #forward({ method = 'GET', headers }: IncomingMessage, path: string, body: string): Promise<Answer> {
    const { authorization, 'idempotency-key': key, 'content-type': type } = headers;
    const sent = Object.entries({ authorization, 'idempotency-key': String(key ?? ''), 'content-type': type }).filter(
      (header): header is [string, string] => Boolean(header[1]),
    );
    const asked = this.network === 'unknown_path' ? `/api/v1${path}` : path;
    const answer = await fetch(this.target + asked, { method, headers: sent, ...(body !== '' && { body }) });
    return { status: answer.status, body: await answer.text() };
  }

  /** A download needs its credential, and is not changed. */
  async #file({ url = '/', headers }: IncomingMessage, response: ServerResponse): Promise<void> {
    const { authorization = '', 'x-hardware-id': device = '' } = headers;
    const answer = await fetch(this.target + url, { headers: { authorization, 'x-hardware-id': String(device) } });
    response.writeHead(answer.status).end(Buffer.from(await answer.arrayBuffer()));
  }

  #altered(answer: string, question: string): string {
    const { signed, ...rest } = JSON.parse(answer) as { signed?: string };
    if (signed === undefined || question === '') {
      return answer;
    }
    const { network } = this;
    if (network === 'unsigned') {
      return JSON.stringify({ ...rest, success: true, valid: true });
    }
    if (network === 'other_key') {
      return JSON.stringify({ ...rest, valid: true, signed: forged(signed, question) });
    }
    return network === 'tampered' ? JSON.stringify({ ...rest, signed: changedOnce(signed) }) : answer;
  }
}

function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function isPage(network: Network): network is Page {
  return network in PAGES;
}

function isPostponing(network: Network): network is Postponing {
  return network in POSTPONING;
}

function error(code: string): string {
  return JSON.stringify({ error: { code, message: 'Sorry' } });
}

/** The claims of the server, signed with a key that no program pins. */
function forged(signed: string, question: string): string {
  const [, claims = ''] = signed.split('.');
  const header = base64url(JSON.stringify({ alg: 'EdDSA', kid: 'fakefake', typ: 'keyward-verdict+jws' }));
  const { nonce } = JSON.parse(question) as { nonce?: string };
  const said = { ...JSON.parse(Buffer.from(claims, 'base64url').toString()), valid: true, code: 'VALID', nonce };
  const content = `${header}.${base64url(JSON.stringify(said))}`;
  return `${content}.${base64url(sign(null, Buffer.from(content), privateKey))}`;
}

function changedOnce(signed: string): string {
  const at = signed.indexOf('.') + 20;
  return signed.slice(0, at) + (signed[at] === 'A' ? 'B' : 'A') + signed.slice(at + 1);
}
