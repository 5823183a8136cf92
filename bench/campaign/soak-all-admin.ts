import { setTimeout as pause } from 'node:timers/promises';
import type { Fields, Reply } from './node-client';
import type { Failures } from './part';
import type { Node, Nodes } from './soak-all-nodes';
import type { Tally } from './soak-all-tally';

const SHOWN_CHARACTERS = 300;
const PAUSE_MS = 500;

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** There is an answer, and it is not right. */
export class WrongAnswer extends Error {}

/** Calls as a person who is signed in, at the node that serves. */
export class Admin {
  private token = '';

  constructor(
    readonly nodes: Nodes,
    readonly tally: Tally,
    readonly failures: Failures,
    /** Nothing is waited for any longer: the run is over. */
    readonly deadline: number,
  ) {}

  /** A call that must succeed. @returns undefined if it did not, which is then a failure */
  async call(method: Method, path: string, kind: string, body?: object): Promise<Fields | undefined> {
    return (await this.reply(method, path, kind, body))?.body;
  }

  /** With the whole answer. */
  async reply(method: Method, path: string, kind: string, body?: object): Promise<Reply | undefined> {
    return this.timed(kind, `${method} ${path} ${body ? JSON.stringify(body) : ''}`, async (node) => {
      const reply = await this.signed(node, method, path, body);
      if (reply.status < 200 || reply.status > 299) {
        throw new WrongAnswer(`${reply.status} ${reply.text.slice(0, SHOWN_CHARACTERS)}`);
      }
      return reply;
    });
  }

  /** Counts what the work is, and that it failed if it throws. */
  async timed<T>(kind: string, what: string, work: (node: Node) => Promise<T>): Promise<T | undefined> {
    const node = this.nodes.choose();
    const begun = performance.now();
    try {
      const value = await work(node);
      this.tally.answered(kind, performance.now() - begun);
      return value;
    } catch (error) {
      if (node.isStopping && !(error instanceof WrongAnswer)) {
        this.tally.of(kind).lostAtRestarts += 1;
      } else {
        this.fail(kind, `${what} at the ${node.name} node: ${String(error)}`);
      }
      return undefined;
    }
  }

  /** Asks until the answer is as wanted. @returns the last answer; undefined if it is not so in time, which is a failure, and at the end of the run */
  async until(
    path: string,
    kind: string,
    limitMs: number,
    isWanted: (body: Fields) => boolean,
  ): Promise<Fields | undefined> {
    const end = performance.now() + limitMs;
    let last: Fields | undefined;
    while (performance.now() < end) {
      last = await this.call('GET', path, kind);
      if (last !== undefined && isWanted(last)) {
        return last;
      }
      await pause(PAUSE_MS);
      if (performance.now() > this.deadline) {
        return undefined;
      }
    }
    this.fail(kind, `${path} is not as wanted after ${limitMs / 1_000} s: ${JSON.stringify(last).slice(0, 1_000)}`);
    return undefined;
  }

  fail(kind: string, sentence: string): void {
    this.tally.of(kind).failed += 1;
    this.failures.add(`${new Date().toISOString()}: ${kind}: ${sentence}`);
  }

  /** Of the header `authorization`, for calls of another kind. */
  async authorization(node: Node): Promise<string> {
    if (this.token === '') {
      await this.logIn(node);
    }
    return `Bearer ${this.token}`;
  }

  private async signed(node: Node, method: Method, path: string, body?: object): Promise<Reply> {
    const send = async () => node.client.call(method, path, body, { authorization: await this.authorization(node) });
    const reply = await send();
    if (reply.status !== 401) {
      return reply;
    }
    // Tokens are valid for an hour.
    await this.logIn(node);
    return send();
  }

  async logIn(node: Node): Promise<void> {
    const { password } = this.nodes.keyward;
    const reply = await node.client.call('POST', '/api/v1/auth/login', { username: 'admin', password });
    if (typeof reply.body?.access_token !== 'string') {
      throw new WrongAnswer(`The admin could not log in: ${reply.status} ${reply.text}`);
    }
    this.token = reply.body.access_token;
  }
}
