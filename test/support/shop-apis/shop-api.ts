import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request to the API of a shop. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
  readonly authorization: string;
}

/** Answers the requests of its paths with the shop's objects; undefined for the others. Throws `ApiRefusal`. */
export type ShopApi = (request: ApiRequest) => object | undefined | Promise<object | undefined>;

export class ApiRefusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Serves the APIs of shops at one address: their paths differ. */
export class ShopApiServer {
  private constructor(private readonly server: Server) {}

  static async start(apis: readonly ShopApi[]): Promise<ShopApiServer> {
    const server = createServer((request, response) => {
      void text(request)
        .then(async (body) => {
          const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://shop');
          const { method = 'GET', headers } = request;
          return answerOf(apis, { method, path, query, body, authorization: headers.authorization ?? '' });
        })
        .catch((error: unknown) => {
          const { status, message } = error instanceof ApiRefusal ? error : { status: 500, message: String(error) };
          return { status, body: { error: { type: 'invalid_request_error', message } } };
        })
        .then(({ status, body }) => {
          response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
        });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return new ShopApiServer(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}

async function answerOf(
  apis: readonly ShopApi[],
  request: ApiRequest,
): Promise<{ readonly status: number; readonly body: object }> {
  for (const api of apis) {
    const body = await api(request);
    if (body) {
      return { status: 200, body };
    }
  }
  return { status: 404, body: { error: { type: 'invalid_request_error', message: 'Unknown path or object' } } };
}

export function requireAuthorization({ authorization }: ApiRequest, ...accepted: readonly string[]): void {
  if (!accepted.includes(authorization)) {
    throw new ApiRefusal(401, 'Wrong API key');
  }
}

export function basic(credentials: string): string {
  return `Basic ${Buffer.from(credentials).toString('base64')}`;
}

/** Sends an event as the shop does, and expects that it is accepted. */
export type Send = (address: string, body: string, headers: Record<string, string>) => Promise<void>;

/** HMAC-SHA256 by OpenSSL. */
export function opensslHmac(secret: string, text: string): Buffer {
  return execFileSync('openssl', ['dgst', '-sha256', '-hmac', secret, '-binary'], { input: text });
}
