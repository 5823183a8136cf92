import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { until } from './until';

/** A request that a listener has got. */
export interface ReceivedRequest<Body = unknown> {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** The body as it was sent. */
  readonly text: string;
  /** The text, if it is JSON; otherwise undefined. */
  readonly body: Body;
}

/** Answers a request. */
export type Responder = (response: ServerResponse, received: ReceivedRequest) => void;

/** Answers each request in this way: `listener.answers(answering(503))`. */
export function answering(status: number, text = '', headers: Record<string, string> = {}): Responder {
  return (response) => void response.writeHead(status, headers).end(text);
}

/** A server of somebody else, such as a receiver of webhooks: it keeps what it gets and answers as a test tells it to. */
export class HttpListener<Body = unknown> {
  readonly received: ReceivedRequest<Body>[] = [];
  /** The greatest number of requests that were open at a time. */
  mostOpen = 0;
  private open = 0;
  private answer: Responder = answering(200);

  protected constructor(private readonly server: Server) {
    server.on('request', (request, response) => void this.receive(request, response));
  }

  /** Listens on a free port of this machine. @param server encrypted, for example */
  static async start(server = createServer()): Promise<HttpListener> {
    const listener = new HttpListener(server);
    await listener.listen();
    return listener;
  }

  protected async listen(): Promise<void> {
    await once(this.server.listen(0, '127.0.0.1'), 'listening');
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  urlOf(path = '/hook', host = '127.0.0.1', scheme = 'http'): string {
    return `${scheme}://${host}:${this.port}${path}`;
  }

  /** All requests, once there are as many. */
  async arrived(count: number): Promise<ReceivedRequest<Body>[]> {
    await until(`${count} requests have arrived`, () => this.received.length >= count);
    return this.received;
  }

  answers(answer: Responder): void {
    this.answer = answer;
  }

  stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    return Promise.resolve();
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.mostOpen = Math.max(this.mostOpen, (this.open += 1));
    response.once('close', () => (this.open -= 1));
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) {
      chunks.push(chunk);
    }
    const text = Buffer.concat(chunks).toString();
    const { method = '', url = '', headers } = request;
    const received = { method, url, headers, text, body: parsed(text) as Body };
    this.received.push(received);
    this.answer(response, received);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
