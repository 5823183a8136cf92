import { isSessionStatement } from '../../src/core/platform/database/session-settings';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Socket } from 'node:net';
import type { Client } from 'pg';
import { observeStatements, PROBE } from '../testkit/statements';

const current = new AsyncLocalStorage<Interruption>();

/**
 * Work that dies at a statement, as if the process had been killed: neither this nor a later statement of it reaches PostgreSQL,
 * and its open transaction is lost. Other work of the server goes on.
 */
export class Interruption {
  /** Statements that were sent, in order. */
  readonly sent: string[] = [];
  /** The statement at which the work died. */
  at: string | undefined;
  /** Sessions of PostgreSQL that ended with it. */
  readonly sessions: number[] = [];

  /** @param place number of the statement, from 1; by default, the work is only watched */
  constructor(private readonly place = Number.POSITIVE_INFINITY) {}

  /** Lets works die until the returned function is called. */
  static install(): () => void {
    return observeStatements(({ text }, client) => current.getStore()?.meet(client, text.trim().replace(/\s+/g, ' ')));
  }

  /** Resolves when the work has ended or died. */
  async run(work: () => Promise<unknown>): Promise<void> {
    try {
      await current.run(this, work);
    } catch (error) {
      if (this.at === undefined) {
        throw error;
      }
    }
  }

  private meet(client: Client, text: string): void {
    // Those of a new connection are not sent by the work.
    if (isSessionStatement(text) || (this.at === undefined && text === PROBE)) {
      return;
    }
    if (this.at === undefined && this.sent.length < this.place - 1) {
      this.sent.push(text);
      return;
    }
    this.at ??= text;
    const { connection, processID } = client as unknown as { connection: { stream: Socket }; processID: number };
    this.sessions.push(processID);
    // What is written to it from now on goes nowhere.
    connection.stream.destroy();
  }
}
