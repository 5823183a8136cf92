import { setTimeout as pause } from 'node:timers/promises';
import { urlOf } from './address';
import { startServer, type Running, type Setup } from './start-server';
import { asError } from './error-facts';
import { DATABASE } from './login';
import { serverEnded } from './pid-file';

const TRIES = 5;
const TRIES_WINDOW_MS = 60_000;
const PAUSE_AFTER_FAILURE_MS = 500;

/**
 * Restarts the server at the same address when it ends unexpectedly or the node that started it stops. Several nodes can
 * share it: the first one starts it.
 */
export class SupervisedServer {
  readonly url: string;
  private tries: number[] = [];
  private readonly supervision: Promise<void>;
  private stopping: Promise<void> | undefined;

  constructor(
    private readonly setup: Setup,
    private running: Running,
    private readonly cancel: AbortController,
    private readonly onLost: (reason: Error) => void = () => undefined,
  ) {
    this.url = this.urlOf(running);
    this.supervision = this.supervise();
  }

  get attached(): boolean {
    return this.running.postmaster === undefined;
  }

  async stop(): Promise<void> {
    this.stopping ??= this.shutDown();
    return this.stopping;
  }

  private async shutDown(): Promise<void> {
    this.cancel.abort();
    await this.running.postmaster?.stop();
    await this.supervision;
  }

  private async supervise(): Promise<void> {
    try {
      for (;;) {
        await this.ended();
        this.cancel.signal.throwIfAborted();
        this.running = await this.restart();
      }
    } catch (error) {
      if (!this.cancel.signal.aborted) {
        this.onLost(asError(error));
      }
    }
  }

  private ended(): Promise<void> {
    const { setup, running, cancel } = this;
    return running.postmaster?.ended ?? serverEnded(setup.cluster.folder, cancel.signal);
  }

  private async restart(): Promise<Running> {
    this.setup.notify('The embedded database has ended unexpectedly: starting it again');
    for (;;) {
      this.countTry();
      try {
        return await this.startAgain();
      } catch (error) {
        if (this.cancel.signal.aborted || this.tries.length >= TRIES) {
          throw error;
        }
      }
      await pause(PAUSE_AFTER_FAILURE_MS, undefined, { signal: this.cancel.signal });
    }
  }

  private countTry(): void {
    const now = Date.now();
    this.tries = [...this.tries.filter((time) => now - time < TRIES_WINDOW_MS), now];
    if (this.tries.length > TRIES) {
      throw new Error(`The embedded database ended ${TRIES} times within a minute. ${this.setup.log.describe()}`);
    }
  }

  private async startAgain(): Promise<Running> {
    const running = await startServer(this.setup, this.running.address, this.cancel.signal);
    if (this.cancel.signal.aborted) {
      await running.postmaster?.stop();
    }
    if (this.urlOf(running) !== this.url) {
      throw new Error(
        `Another process has started the embedded database, at ${running.address.host}:${running.address.port}.`,
      );
    }
    return running;
  }

  private urlOf({ address }: Running): string {
    return urlOf(address, this.setup.cluster.password, DATABASE);
  }
}
