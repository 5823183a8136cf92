import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Cleanup } from '../cleanup';
import type { Findings } from './clocks-findings';
import type { Admin, Terms } from './clocks-licenses';

const UUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;
const ISSUE_EACH_MS = 700;
const LATEST_MS = 15_000;
/** A ready node may be ahead by a minute, and so may what it puts into the queue. */
const READY_NODE_MS = 60_000;
const LOOK_EACH_MS = 200;

/** Receives the events of licenses, which right nodes issue while a clock is wrong. */
export class WebhookSink {
  private readonly received = new Set<string>();
  private issued: string[] = [];

  private constructor(server: Server) {
    server.on('request', (request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        body.match(UUID)?.forEach((id) => this.received.add(id));
        response.end('ok');
      });
    });
  }

  static async start(admin: Admin, cleanup: Cleanup): Promise<WebhookSink> {
    const server = createServer();
    const sink = new WebhookSink(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    cleanup.add(() => {
      server.closeAllConnections();
      server.close();
      return Promise.resolve();
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const reply = await admin.client.call(
      'POST',
      '/api/v1/webhooks',
      { url, events: ['license.issued'] },
      admin.headers,
    );
    if (reply.status !== 201) {
      throw new Error(`The webhook was not created: ${reply.status} ${reply.text}`);
    }
    return sink;
  }

  /** Issues licenses until it is aborted. */
  async keepIssuing({ client, headers }: Admin, { product, policy }: Terms, end: AbortSignal): Promise<void> {
    this.received.clear();
    this.issued = [];
    while (!end.aborted) {
      const { status, body } = await client.call('POST', '/api/v1/licenses', { product, policy }, headers);
      if (status === 201) {
        this.issued.push(String(body?.id));
      }
      await pause(ISSUE_EACH_MS, undefined, { signal: end }).catch(() => undefined);
    }
  }

  /**
   * Waits for the events of all licenses.
   * @param wasReady whether all nodes were ready all the time
   */
  async judge(findings: Findings, about: () => string, wasReady: boolean): Promise<void> {
    const end = performance.now() + LATEST_MS + (wasReady ? READY_NODE_MS : 0);
    const missing = () => this.issued.filter((id) => !this.received.has(id));
    while (missing().length > 0 && performance.now() < end) {
      await pause(LOOK_EACH_MS);
    }
    for (const id of this.issued) {
      findings.check(
        this.received.has(id),
        'the webhook gets the event of a license at once, or as late as a ready node may be wrong',
        () => `${about()}: license ${id}, ${missing().length} of ${this.issued.length} are missing`,
      );
    }
  }
}
