import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { SimulatorKey, signedAgain } from './re-sign';
import { type Answer, type Trouble, TROUBLES, type TroubleName } from './troubles';

/** Calls of programs are smaller. */
const MAX_BODY_BYTES = 1_048_576;
const ANSWER_LIMIT_MS = 60_000;
const JWKS = '/.well-known/jwks.json';
const TAKES_A_SEAT = /^\/api\/v1\/(activate|license-sessions)$/;
/** Headers of one connection, which are not forwarded. */
const OF_THE_CONNECTION = new Set([
  ...['connection', 'keep-alive', 'transfer-encoding', 'upgrade', 'te', 'trailer', 'expect'],
  ...['host', 'content-length', 'content-encoding', 'accept-encoding'],
]);

export interface SimulatorOptions {
  /** Address of the license server. */
  readonly server: string;
  /** Free one if it is 0. */
  readonly port: number;
  readonly now: () => Date;
  /** Called with each call that was answered. */
  readonly onCall?: (line: string) => void;
}

/**
 * Stands between a program and its license server, on this machine alone, and plays a trouble. It signs again what the server signed, with a
 * key of its own, so that it can also play what only the server can say: the program that is tested pins that key.
 */
export class Simulator {
  trouble: TroubleName = 'none';
  private readonly keys = { pinned: new SimulatorKey(), forged: new SimulatorKey() };
  private readonly ended = new AbortController();

  private constructor(
    private readonly options: SimulatorOptions,
    private readonly http: Server,
  ) {}

  static async start(options: SimulatorOptions): Promise<Simulator> {
    const http = createServer();
    const simulator = new Simulator(options, http);
    http.on('request', (request, response) => void simulator.serve(request, response));
    http.listen(options.port, '127.0.0.1');
    await once(http, 'listening');
    return simulator;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
  }

  /** The public key that the program pins, in base64url. */
  get publicKey(): string {
    return this.keys.pinned.jwk.x;
  }

  async stop(): Promise<void> {
    this.ended.abort();
    this.http.close();
    this.http.closeAllConnections();
    await once(this.http, 'close');
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const name = this.trouble;
    try {
      await this.play(TROUBLES[name], request, response);
      this.options.onCall?.(`${request.method} ${request.url}: ${response.statusCode} (${name})`);
    } catch (error) {
      if (!this.ended.signal.aborted && !response.headersSent && !request.socket.destroyed) {
        send(response, unreachable(this.options.server, error));
      }
      request.socket.destroySoon();
      this.options.onCall?.(`${request.method} ${request.url}: no answer (${name})`);
    }
  }

  private async play(trouble: Trouble, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    if (trouble.isDown) {
      request.socket.destroy();
      throw new Error('The connection was closed');
    }
    if (trouble.delay !== undefined) {
      await delay(trouble.delay, undefined, { signal: this.ended.signal });
    }
    const answer = this.answerOf(trouble, request);
    if (answer) {
      send(response, answer);
    } else {
      await this.forward(trouble, request, body, response);
    }
  }

  /** The answer of the trouble itself; undefined if the server is asked. */
  private answerOf({ answer, refusal }: Trouble, { url = '/' }: IncomingMessage): Answer | undefined {
    if (answer) {
      return answer;
    }
    if (url === JWKS) {
      return {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ keys: [this.keys.pinned.jwk] }),
      };
    }
    return TAKES_A_SEAT.test(url) ? refusal : undefined;
  }

  private async forward(
    trouble: Trouble,
    { method = 'GET', url = '/', headers }: IncomingMessage,
    body: Buffer<ArrayBuffer>,
    response: ServerResponse,
  ): Promise<void> {
    const answer = await fetch(new URL(url, this.options.server), {
      method,
      headers: forwarded(Object.entries(headers).map(([name, value]) => [name, String(value)])),
      redirect: 'manual',
      signal: AbortSignal.any([this.ended.signal, AbortSignal.timeout(ANSWER_LIMIT_MS)]),
      ...(body.length > 0 && { body }),
    });
    response.writeHead(answer.status, Object.fromEntries(forwarded([...answer.headers])));
    if (isJson(answer)) {
      const altered = signedAgain(await answer.json(), trouble, this.keys, this.options.now());
      response.end(JSON.stringify(altered));
    } else {
      await copyBody(answer, response);
    }
  }
}

/** Piece by piece: it may be the file of an update. */
async function copyBody({ body }: Response, response: ServerResponse): Promise<void> {
  const reader = body?.getReader();
  let piece = await reader?.read();
  while (piece?.value !== undefined) {
    if (!response.write(piece.value)) {
      await once(response, 'drain');
    }
    piece = await reader?.read();
  }
  response.end();
}

function forwarded(headers: [string, string][]): [string, string][] {
  return headers.filter(([name]) => !OF_THE_CONNECTION.has(name));
}

function isJson({ headers, body }: Response): boolean {
  return body !== null && /^application\/([\w.+-]+\+)?json\b/.test(headers.get('content-type') ?? '');
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, headers).end(body);
}

/** The answer of a proxy whose server is away. */
function unreachable(server: string, error: unknown): Answer {
  const { message } = error instanceof Error ? error : new Error(String(error));
  return { status: 502, headers: { 'content-type': 'text/plain' }, body: `keyward simulate: ${server}: ${message}\n` };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MAX_BODY_BYTES) {
      throw new Error(`The request has more than ${MAX_BODY_BYTES} bytes`);
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}
