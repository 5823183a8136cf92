import { setTimeout as elapsed } from 'node:timers/promises';
import { JobsService } from '../../src/core/platform/jobs/jobs.service';
import type { TestServer } from './server';

/** Runs a job of the server now, as a node does when it is due. */
export async function runJob(server: TestServer, name: string, payload: object = {}): Promise<void> {
  const job = server.app.get(JobsService).all.find((one) => one.name === name);
  if (!job) {
    throw new Error(`There is no job ${name}`);
  }
  await job.run(payload);
}

/** Takes the queued jobs of this name and runs them, oldest first. Returns how many there were. */
export async function runQueued(server: TestServer, name: string): Promise<number> {
  const [rows] = await server.dataSource.query<[{ payload: object }[], number]>(
    `WITH taken AS (
       SELECT j.id, j.payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
       WHERE t.identifier = $1
     )
     DELETE FROM graphile_worker._private_jobs j USING taken WHERE j.id = taken.id RETURNING j.id, taken.payload`,
    [name],
  );
  for (const { payload } of rows) {
    await runJob(server, name, payload);
  }
  return rows.length;
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
