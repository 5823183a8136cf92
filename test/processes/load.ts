import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../testkit/until';
import type { Program, Reply } from './program';

export interface Answered extends Reply {
  /** Value that no other request of this file has. */
  readonly id: string;
}

type Send = (id: string) => Promise<Reply>;

let requests = 0;

/** Clients that each send a request once their last one is answered, until they are stopped or the server is gone. */
export class Load {
  readonly answers: Answered[] = [];
  private isStopped = false;
  private readonly clients: Promise<unknown>;

  private constructor(
    clients: number,
    private readonly send: Send,
    private readonly pauseMs: number,
  ) {
    this.clients = Promise.all(Array.from({ length: clients }, () => this.run()));
  }

  /** @param pauseMs before each request: a server that starts beside the load needs a processor, too */
  static start(clients: number, send: Send, { pauseMs = 0 } = {}): Load {
    return new Load(clients, send, pauseMs);
  }

  /** Waits for this many further answers with the status. */
  async more(count: number, status = 200): Promise<void> {
    const wanted = this.countOf(status) + count;
    const what = `${count} more requests are answered with ${status}`;
    await until(what, () => this.countOf(status) >= wanted);
  }

  /** Resolves when the last requests are answered or lost. */
  async stop(): Promise<void> {
    this.isStopped = true;
    await this.clients;
  }

  private async run(): Promise<void> {
    while (!this.isStopped) {
      if (this.pauseMs > 0) {
        await pause(this.pauseMs);
      }
      const id = `request ${++requests}`;
      const reply = await this.send(id).catch(() => undefined);
      if (!reply) {
        return;
      }
      this.answers.push({ id, ...reply });
    }
  }

  private countOf(status: number): number {
    return this.answers.filter((answer) => answer.status === status).length;
  }
}

/** What an active device sends; its version tells the requests apart in the log. */
export function clientOf(program: Program, key: string, device: string) {
  const body = (id: string) => ({ license_key: key, hardware_id: device, app_version: id });
  return {
    activate: () => program.call('POST', '/api/v1/activate', { license_key: key, hardware_id: device }),
    validate: (id: string) => program.call('POST', '/api/v1/validate', body(id)),
    heartbeat: (id: string) => program.call('POST', '/api/v1/heartbeat', body(id)),
    verify: (id: string, apiKey: string) =>
      program.call(
        'POST',
        '/api/license/verify',
        { license_key: key, hardware_hash: device, app_version: id },
        { 'x-api-key': apiKey },
      ),
  };
}
