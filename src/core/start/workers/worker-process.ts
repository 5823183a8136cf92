import type { Worker } from 'node:cluster';
import { once } from 'node:events';
import { Channel } from '../../common/workers/channel';
import type { Addresses } from '../serve';
import type { Place } from './worker';

/** A worker as the process that started it sees it. */
export class WorkerProcess {
  readonly channel: Channel;
  /** Resolves when it serves, with where; undefined if it has ended before. */
  readonly serving: Promise<Addresses | undefined>;
  /** Resolves when it has ended, with the exit code or the name of the signal. */
  readonly ended: Promise<number | string>;
  hasServed = false;
  /** Whether the worker was told to stop. */
  isRetired = false;

  constructor(
    private readonly worker: Worker,
    place: Place,
  ) {
    this.channel = new Channel({
      send: (message) => worker.isConnected() && worker.send(message),
      on: (event, listen) => worker.on(event, listen),
    });
    this.channel.answer('place', () => place);
    this.ended = once(worker, 'exit').then(([code, signal]: (number | string)[]) => signal ?? code ?? 0);
    void this.ended.then(() => this.channel.close());
    this.serving = Promise.race([this.reported(), this.ended.then(() => undefined)]);
  }

  get pid(): number | undefined {
    return this.worker.process.pid;
  }

  /** @param limit time in milliseconds after which it is killed */
  async retire(limit: number): Promise<void> {
    this.isRetired = true;
    this.worker.process.kill('SIGTERM');
    const timer = setTimeout(() => this.worker.process.kill('SIGKILL'), limit);
    await this.ended;
    clearTimeout(timer);
  }

  private reported(): Promise<Addresses> {
    return new Promise((resolve) => {
      this.channel.answer('serving', (addresses: Addresses) => {
        this.hasServed = true;
        resolve(addresses);
      });
    });
  }
}
