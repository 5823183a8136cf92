import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { setTimeout } from 'node:timers/promises';
import * as tls from '../support/tls';
import { alteredAnswer, alteredQuestion, type AlteringNetwork } from './altered-calls';
import { keysOf } from './other-signer';

/**
 * - `live`: forwards every call
 * - `down`: closes the connection
 * - `portal`: a page of a captive portal
 * - `sign_in`: a redirect to a page on which people sign in
 * - `moved`: a permanent redirect, as of an address that has changed
 * - `not_found_page`: 404 with the page of a web server
 * - `forbidden_page`: 403 with the page of a firewall
 * - `empty`: 200 without a body
 * - `other_api`: JSON of another server
 * - `slow`: a body that arrives byte by byte, and never ends
 * - `endless`: a body that arrives fast, and never ends
 * - `unknown_path`: calls another path of the server
 * - `failing`: 500 for every call
 * - `limited`: 429, for half an hour
 * - `limited_for_years`: 429, for ten years
 * - `stopping`: 503, until a time in half an hour
 * - `busy`: 503, for an unknown time
 * - `restarting`: the page of a proxy without a server
 * - `replay`: the first answer to each call, again
 * - `cut`: downloads end after half of the file, unless they go on with a part
 * - `other_file`: downloads bring another file of the same length
 */
export type Network =
  | ('live' | 'down' | Page | Unending | 'unknown_path' | 'failing' | Postponing)
  | (AlteringNetwork | 'replay' | 'cut' | 'other_file');
type Page = 'portal' | 'sign_in' | 'moved' | 'not_found_page' | 'forbidden_page' | 'empty' | 'other_api';
type Unending = 'slow' | 'endless';
type Postponing = 'limited' | 'limited_for_years' | 'stopping' | 'busy' | 'restarting';

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly retryAfter?: string;
}

/** A call and the names of the fields of its body. */
export interface SentCall {
  readonly call: string;
  readonly fields: readonly string[];
}

const HTML = { 'content-type': 'text/html' };
const PAGES: Readonly<Record<Page, { status: number; headers: Record<string, string>; body: string }>> = {
  portal: { status: 200, headers: HTML, body: '<h1>Welcome to the hotel</h1>' },
  sign_in: { status: 302, headers: { location: 'https://sign-in.example/start?from=hotel' }, body: '' },
  moved: { status: 308, headers: { location: 'https://licenses.example/api/v1/activate' }, body: '' },
  not_found_page: { status: 404, headers: HTML, body: '<h1>404 Not Found</h1>\n<hr>\nnginx' },
  forbidden_page: { status: 403, headers: HTML, body: '<h1>Blocked by your administrator</h1>' },
  empty: { status: 200, headers: {}, body: '' },
  other_api: {
    status: 404,
    headers: { 'content-type': 'application/json' },
    body: '{"error":"Not Found","message":"no route"}',
  },
};

/** By place of a server with this certificate, which nobody signed. */
const CERTIFICATES = {
  untrusted: [tls.CERT_FILE, tls.KEY_FILE],
  expired: [tls.EXPIRED_CERT_FILE, tls.EXPIRED_KEY_FILE],
  other_host: [tls.OTHER_HOST_CERT_FILE, tls.OTHER_HOST_KEY_FILE],
} as const;
type Certificate = keyof typeof CERTIFICATES;

const SLOW_MS = 20;
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

/** The network between a program and the license server, and whoever sits in it. */
export class LyingProxy {
  network: Network = 'live';
  /** Paths of the calls since the last reset, without the list of keys. */
  calls: string[] = [];
  /** All calls with a body: whoever compares them takes them out. */
  readonly sent: SentCall[] = [];
  readonly #recorded = new Map<string, Answer>();

  private constructor(
    private readonly server: Server,
    private readonly encrypted: Readonly<Record<Certificate, Server>>,
    private readonly target: string,
  ) {}

  static async before(target: string): Promise<LyingProxy> {
    const encrypted = {
      untrusted: secureServer('untrusted'),
      expired: secureServer('expired'),
      other_host: secureServer('other_host'),
    };
    const proxy = new LyingProxy(createServer(), encrypted, target);
    for (const each of proxy.#servers) {
      each.on('request', (request: IncomingMessage, response: ServerResponse) => {
        proxy.#answer(request, response).catch(() => response.destroy());
      });
      each.listen(0, '127.0.0.1');
      await once(each, 'listening');
    }
    return proxy;
  }

  /**
   * Addresses by their name in a scenario. `url`: the right one; `tls`: with https, at a port without TLS; `encrypted`: with http, at a
   * port with TLS; the others: with https, of a server whose certificate is not trusted, has expired, or is for another host
   */
  get places(): Readonly<Record<'url' | 'tls' | 'encrypted' | Certificate, string>> {
    const url = addressOf(this.server);
    const { untrusted, expired, other_host } = this.encrypted;
    return {
      url,
      tls: url.replace('http', 'https'),
      encrypted: addressOf(untrusted),
      untrusted: addressOf(untrusted).replace('http', 'https'),
      expired: addressOf(expired).replace('http://127.0.0.1', 'https://localhost'),
      other_host: addressOf(other_host).replace('http', 'https'),
    };
  }

  reset(): void {
    this.network = 'live';
    this.calls = [];
    this.#recorded.clear();
  }

  async stop(): Promise<void> {
    for (const each of this.#servers) {
      each.close();
      each.closeAllConnections();
      await once(each, 'close');
    }
  }

  get #servers(): readonly Server[] {
    return [this.server, ...Object.values(this.encrypted)];
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    if (request.method === 'POST') {
      const url = String(request.url);
      this.calls.push(url.replace('/api/v1/', ''));
      // Also at a wrong address, with a path before that of the call.
      this.sent.push({ call: url.replace(/^.*\/api\/v1\//, ''), fields: Object.keys(JSON.parse(body) as object) });
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
    if (this.network === 'slow' || this.network === 'endless') {
      response.writeHead(200, { 'content-type': 'application/json' });
      await pipeline(Readable.from(unending(this.network)), response);
      return;
    }
    if (/\/(files|artifacts)\//.test(request.url ?? '')) {
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
    const keys = path === '/.well-known/jwks.json' ? keysOf(this.network) : undefined;
    const answer = keys
      ? { status: 200, body: keys }
      : await this.#forward(request, path, alteredQuestion(this.network, body));
    this.#recorded.set(path, first ?? answer);
    return { status: answer.status, body: alteredAnswer(this.network, answer.body, body) };
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

  /** A download needs its credential. */
  async #file({ url = '/', headers }: IncomingMessage, response: ServerResponse): Promise<void> {
    const { authorization = '', 'x-hardware-id': device = '', range = '', 'if-range': unchanged = '' } = headers;
    const part = range && { range, 'if-range': String(unchanged) };
    const sent = { authorization, 'x-hardware-id': String(device), ...part };
    const answer = await fetch(this.target + url, { headers: sent });
    const bytes = Buffer.from(await answer.arrayBuffer());
    response.writeHead(answer.status, {
      'content-length': bytes.length,
      ...(answer.status === 206 && { 'content-range': answer.headers.get('content-range') ?? '' }),
    });
    if (this.network === 'cut' && answer.status === 200) {
      response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
    } else {
      response.end(this.network === 'other_file' ? bytes.reverse() : bytes);
    }
  }
}

/** Blanks, which may stand before any JSON. */
async function* unending(network: Unending): AsyncGenerator<string> {
  for (;;) {
    yield ' '.repeat(network === 'slow' ? 1 : 1 << 16);
    if (network === 'slow') {
      await setTimeout(SLOW_MS);
    }
  }
}

function secureServer(certificate: Certificate): Server {
  const [cert, key] = CERTIFICATES[certificate];
  return createSecureServer({ cert: readFileSync(cert), key: readFileSync(key) });
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
