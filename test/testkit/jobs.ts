import { setTimeout as elapsed } from 'node:timers/promises';
import { runJobOf, runQueuedOf } from '../../src/testkit/run-jobs';
import type { TestServer } from './server';

/** Runs a job of the server now, as a node does when it is due. */
export function runJob({ app }: TestServer, name: string, payload: object = {}): Promise<void> {
  return runJobOf(app, name, payload);
}

/** Takes the queued jobs of this name and runs them, oldest first. Returns how many there were. */
export function runQueued({ app }: TestServer, name: string): Promise<number> {
  return runQueuedOf(app, name);
}

/** Runs the queued jobs of this name until the work is over that starts them: a server of tests runs none by itself. */
export async function runQueuedDuring<T>(server: TestServer, name: string, work: Promise<T>): Promise<T> {
  const state = { isOver: false };
  const ended = work.finally(() => (state.isOver = true));
  // The work itself is awaited below.
  ended.catch(() => undefined);
  while (!state.isOver) {
    await runQueued(server, name);
    await Promise.race([elapsed(100), ended.catch(() => undefined)]);
  }
  return ended;
}
