import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { JobsService } from '../core/platform/jobs/jobs.service';

/** Runs a job now, as a node does when it is due. */
export async function runJobOf(app: INestApplicationContext, name: string, payload: object): Promise<void> {
  const job = app.get(JobsService).all.find((one) => one.name === name);
  if (!job) {
    throw new Error(`There is no job ${name}`);
  }
  await job.run(payload);
}

/** Takes the queued jobs of this name and runs them, oldest first. Returns how many there were. */
export async function runQueuedOf(app: INestApplicationContext, name: string): Promise<number> {
  const [rows] = await app.get(DataSource).query<[{ payload: object }[], number]>(
    `WITH taken AS (
       SELECT j.id, j.payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
       WHERE t.identifier = $1
     )
     DELETE FROM graphile_worker._private_jobs j USING taken WHERE j.id = taken.id RETURNING j.id, taken.payload`,
    [name],
  );
  for (const { payload } of rows) {
    await runJobOf(app, name, payload);
  }
  return rows.length;
}
