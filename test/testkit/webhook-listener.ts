import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Event } from '../../sdk/src/generated/native';
import { running } from './leftovers';
import type { TestServer } from './server';
import { until } from './until';

export interface ReceivedRequest {
  url: string;
  headers: IncomingHttpHeaders;
  /** As it was sent. */
  text: string;
  /** In the native format. */
  body: Event;
}

type Answer = (response: ServerResponse, received: ReceivedRequest) => void;

/** Answers each request of a webhook in this way: `listener.answers(answering(503))`. */
export const answering =
  (status: number, text = '', headers: Record<string, string> = {}): Answer =>
  (response) =>
    void response.writeHead(status, headers).end(text);

export interface Hook {
  id: string;
  secret: string;
}

/** Registers a webhook of issued licenses; a test states only the fields that matter. */
export async function registered(server: TestServer, fields: Record<string, unknown>): Promise<Hook> {
  const { status, body } = await server.asAdmin('POST', '/api/v1/webhooks', {
    body: { events: ['license.issued'], ...fields },
  });
  if (status !== 201) {
    throw new Error(`The webhook was not registered: ${JSON.stringify(body)}`);
  }
  return body;
}

/** A receiver of webhooks, which answers as a test tells it to. */
export class WebhookListener {
  readonly received: ReceivedRequest[] = [];
  /** The greatest number of requests that were open at a time. */
  mostOpen = 0;
  private open = 0;
  private answer: Answer = answering(200);

  private constructor(private readonly server: Server) {
    server.on('request', (request, response) => void this.receive(request, response));
  }

  /** @param server encrypted, for example */
  static async start(server = createServer()): Promise<WebhookListener> {
    const listener = new WebhookListener(server);
    listener.server.listen(0, '127.0.0.1');
    await once(listener.server, 'listening');
    running.add(listener);
    return listener;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  urlOf(path = '/hook', host = '127.0.0.1', scheme = 'http'): string {
    return `${scheme}://${host}:${this.port}${path}`;
  }

  /** All requests, once there are as many. */
  async arrived(count: number): Promise<ReceivedRequest[]> {
    await until(`${count} requests have arrived`, () => this.received.length >= count);
    return this.received;
  }

  answers(answer: Answer): void {
    this.answer = answer;
  }

  async stop(): Promise<void> {
    running.delete(this);
    this.server.close();
    this.server.closeAllConnections();
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.mostOpen = Math.max(this.mostOpen, (this.open += 1));
    response.once('close', () => (this.open -= 1));
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) {
      chunks.push(chunk);
    }
    const text = Buffer.concat(chunks).toString();
    const received = { url: request.url ?? '', headers: request.headers, text, body: JSON.parse(text) };
    this.received.push(received);
    this.answer(response, received);
  }
}
