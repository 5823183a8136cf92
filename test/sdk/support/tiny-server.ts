import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';

export interface Received {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  /** Sent as JSON unless it is text or bytes. */
  body?: unknown;
}

type Behaviour = Reply | ((response: ServerResponse, request: IncomingMessage) => void);

/** A server that returns configured responses in order, repeating the last one, and records requests. */
export class TinyServer {
  readonly received: Received[] = [];
  private behaviours: Behaviour[] = [{ body: {} }];
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => void this.handle(request, response));
  }

  static async start(): Promise<TinyServer> {
    const tiny = new TinyServer();
    tiny.server.listen(0, '127.0.0.1');
    await once(tiny.server, 'listening');
    return tiny;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  answers(...behaviours: Behaviour[]): void {
    this.received.length = 0;
    this.behaviours = behaviours;
  }

  /** The response object of the next request, which the server leaves unanswered. */
  holds(): Promise<ServerResponse> {
    return new Promise((resolve) => this.answers(resolve));
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url, headers } = request;
    this.received.push({ method, url, headers, body: await buffer(request) });
    const behaviour = this.behaviours[this.received.length - 1] ?? this.behaviours.at(-1) ?? {};
    if (typeof behaviour === 'function') {
      behaviour(response, request);
      return;
    }
    const { status = 200, headers: replied = { 'content-type': 'application/json' }, body } = behaviour;
    response.writeHead(status, replied);
    response.end(typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body));
  }
}
