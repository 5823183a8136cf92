import { connect } from 'node:net';
import { flipped } from './hostile-files';
import type { Random } from './part';

const ANSWER_LIMIT_MS = 30_000;
/** Nothing more has to come from a connection that is silent for so long: half a request is no error of the server. */
const QUIET_MS = 400;
/** For the first byte of an answer. */
const SILENT_MS = 2_500;
/** Some ten seconds, three at a time. */
const SLOW_BYTES = 500;
/** Right for HTTP itself. */
const OWN_ANSWERS: readonly number[] = [501, 505];

export interface BytesOutcome {
  readonly bytes: Buffer;
  readonly statuses: readonly number[];
  /** A sentence without the bytes. */
  readonly failure: string | undefined;
}

const BODY = '{"license_key":"x"}';

const post = (head: string, body = BODY): string => `POST /api/v1/validate HTTP/1.1\r\nHost: x\r\n${head}\r\n${body}`;
const get = (head: string): string => `GET /health HTTP/1.1\r\nHost: x\r\n${head}\r\n`;

/** Requests that a parser may read in two ways, or not at all. */
const WHOLE: readonly string[] = [
  post(`Content-Type: application/json\r\nContent-Length: ${BODY.length}\r\n`),
  post('Content-Type: application/json\r\nContent-Length: 5\r\n'),
  post('Content-Type: application/json\r\nContent-Length: 5\r\nContent-Length: 19\r\n'),
  post('Content-Type: application/json\r\nContent-Length: -1\r\n'),
  post('Content-Type: application/json\r\nContent-Length: 99999999999999999999\r\n'),
  post('Content-Type: application/json\r\nContent-Length: 0x13\r\n'),
  post('Content-Type: application/json\r\nContent-Length: +19\r\n'),
  post('Content-Type: application/json\r\nContent-Length: 19\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n'),
  post('Transfer-Encoding: chunked\r\n', `13\r\n${BODY}\r\n0\r\n\r\n`),
  post('Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n', `13\r\n${BODY}\r\n0\r\n\r\n`),
  post('Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n', `13;a="\r\n${BODY}\r\n0\r\nX: y\r\n\r\n`),
  post('Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n', `ffffffffffffffff\r\n${BODY}`),
  post('Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n', `-1\r\n${BODY}\r\n0\r\n\r\n`),
  post('Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n', `13\n${BODY}\n0\n\n`),
  post(
    'Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n',
    '0\r\n\r\nGET /admin HTTP/1.1\r\nHost: x\r\n\r\n',
  ),
  post('Content-Type: application/json\r\nTransfer-Encoding : chunked\r\n', `13\r\n${BODY}\r\n0\r\n\r\n`),
  post('Content-Type: application/json\r\nTransfer-Encoding: xchunked\r\n'),
  post('Content-Type: application/json\r\nTransfer-Encoding: gzip, chunked\r\n', '0\r\n\r\n'),
  post('Content-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: 19\r\n'),
  post('Content-Type: application/json\r\nExpect: x\r\nContent-Length: 19\r\n'),
  post('Content-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: 19\r\n'),
  get(''),
  get('Connection: close\r\n'),
  get('Connection: upgrade\r\nUpgrade: websocket\r\n'),
  get('Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n'),
  get('Host: y\r\n'),
  get(' Folded: x\r\n'),
  get('X : y\r\n'),
  get('X\r\n'),
  get(': x\r\n'),
  get('X: \u0000\r\n'),
  get('X: a\rb\r\n'),
  get(`X: ${'a'.repeat(16_300)}\r\n`),
  get(`X: ${'a'.repeat(65_536)}\r\n`),
  get('X: y\r\n'.repeat(3_000)),
  get(`Cookie: ${'a=b;'.repeat(4_000)}\r\n`),
  get('Range: bytes=0-,0-,0-\r\n'),
  'GET /health HTTP/1.1\r\n\r\n',
  'GET /health HTTP/1.0\r\n\r\n',
  'GET /health HTTP/2.0\r\nHost: x\r\n\r\n',
  'GET /health HTTP/9.9\r\nHost: x\r\n\r\n',
  'GET /health\r\n\r\n',
  'GET  /health HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET\t/health\tHTTP/1.1\r\nHost: x\r\n\r\n',
  'GET /health HTTP/1.1\nHost: x\n\n',
  'GET http://evil.example/health HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET //evil.example/health HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET * HTTP/1.1\r\nHost: x\r\n\r\n',
  'OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET health HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET /%00 HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET /\u00ff\u00fe HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET /a\\..\\b HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET /assets/../../package.json HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET /assets/%2e%2e%2f%2e%2e%2fpackage.json HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET /?a=%&b=%u0000&c[d][e]=1 HTTP/1.1\r\nHost: x\r\n\r\n',
  `GET /${'a/'.repeat(7_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
  `GET /?${'a&'.repeat(7_500)} HTTP/1.1\r\nHost: x\r\n\r\n`,
  `GET /${'a'.repeat(70_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
  'CONNECT 127.0.0.1:9 HTTP/1.1\r\nHost: x\r\n\r\n',
  'TRACE / HTTP/1.1\r\nHost: x\r\n\r\n',
  'PURGE / HTTP/1.1\r\nHost: x\r\n\r\n',
  'FOO / HTTP/1.1\r\nHost: x\r\n\r\n',
  'QUERY / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n',
  'HEAD /api/v1/licenses HTTP/1.1\r\nHost: x\r\n\r\n',
  'PROPFIND / HTTP/1.1\r\nHost: x\r\n\r\n',
  'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  '\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003',
  '\r\n\r\n\r\nGET /health HTTP/1.1\r\nHost: x\r\n\r\n',
  '\u0000'.repeat(2_000),
  'SSH-2.0-x\r\n',
];

/** Sends bytes on connections of their own. */
export class BytesRequests {
  constructor(
    private readonly url: URL,
    private readonly random: Random,
    private readonly hasTime: () => boolean,
  ) {}

  async next(): Promise<BytesOutcome> {
    const { random } = this;
    const bytes = this.bytes();
    const way = random.below(40);
    if (way === 0) {
      return this.exchange(bytes.subarray(0, SLOW_BYTES), { slowly: true });
    }
    // Half a request, and the client is gone.
    return way < 6
      ? this.exchange(bytes.subarray(0, random.below(bytes.length + 1)), { resets: way < 3 })
      : this.exchange(bytes, {});
  }

  private bytes(): Buffer {
    const { random } = this;
    const sample = Buffer.from(random.pick(WHOLE), 'latin1');
    switch (random.below(6)) {
      case 0:
        return flipped(random, sample);
      case 1: {
        const at = random.below(sample.length);
        const inserted = random.pick([
          '\r\n',
          '\n',
          '\r',
          ' ',
          '\u0000',
          ':',
          '\u00ff',
          'a'.repeat(9_000),
          '0\r\n\r\n',
        ]);
        return Buffer.concat([sample.subarray(0, at), Buffer.from(inserted, 'latin1'), sample.subarray(at)]);
      }
      case 2:
        return Buffer.concat([sample, Buffer.from(random.pick(WHOLE), 'latin1')]);
      case 3:
        return random.below(6) === 0
          ? Buffer.from(Array.from({ length: 1 + random.below(600) }, () => random.below(256)))
          : Buffer.concat(Array.from({ length: 2 + random.below(14) }, () => sample));
      default:
        return sample;
    }
  }

  private exchange(bytes: Buffer, { slowly = false, resets = false }): Promise<BytesOutcome> {
    return new Promise((resolve) => {
      const socket = connect({ host: this.url.hostname, port: Number(this.url.port), allowHalfOpen: false });
      let answer = '';
      let quiet: NodeJS.Timeout | undefined;
      const limit = setTimeout(() => end('the connection was still sending after 30 s'), ANSWER_LIMIT_MS);
      const end = (failure?: string): void => {
        clearTimeout(limit);
        clearTimeout(quiet);
        clearInterval(dripping);
        socket.removeAllListeners();
        socket.on('error', () => undefined);
        socket.destroy();
        const statuses = [...answer.matchAll(/(?:^|\r\n\r\n[^]{0,4000}?)HTTP\/1\.1 (\d{3})/g)].map(([, text]) =>
          Number(text),
        );
        const wrong = statuses.find((status) => isWrong(status, answer));
        resolve({
          bytes,
          statuses,
          failure: failure ?? (wrong === undefined ? undefined : `${wrong}: ${answer.slice(0, 400)}`),
        });
      };
      const wait = (): void => {
        clearTimeout(quiet);
        quiet = setTimeout(() => end(), answer === '' ? SILENT_MS : QUIET_MS);
      };
      let sent = 0;
      const dripping = setInterval(() => {
        // A byte now and then, as a client does that wants to hold a connection.
        if (slowly && socket.writable && sent < bytes.length && this.hasTime()) {
          socket.write(bytes.subarray(sent, (sent += 3)));
          wait();
        }
      }, 60);
      socket.setEncoding('latin1');
      socket.on('data', (data: string) => {
        answer = (answer + data).slice(0, 100_000);
        wait();
      });
      socket.on('error', () => end());
      socket.on('close', () => end());
      socket.on('connect', () => {
        if (!slowly) {
          socket.write(bytes);
        }
        if (resets) {
          setImmediate(() => socket.resetAndDestroy());
        }
        wait();
      });
    });
  }
}

function isWrong(status: number, answer: string): boolean {
  return status >= 500 && !OWN_ANSWERS.includes(status) && !(status === 503 && /\r\nretry-after:/i.test(answer));
}
