import { createServer } from 'node:http';
import type { Event } from '../../sdk/src/generated/native';
import { HttpListener, type ReceivedRequest as Received } from '../../src/testkit/http-listener';
import { running } from './leftovers';
import type { TestServer } from './server';

/** Its body is in the native format. */
export type ReceivedRequest = Received<Event>;

export { answering } from '../../src/testkit/http-listener';

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

/** A receiver of webhooks, which answers as a test tells it to, until the end of the spec file. */
export class WebhookListener extends HttpListener<Event> {
  static override async start(server = createServer()): Promise<WebhookListener> {
    const listener = new WebhookListener(server);
    await listener.listen();
    running.add(listener);
    return listener;
  }

  override async stop(): Promise<void> {
    running.delete(this);
    await super.stop();
  }
}
