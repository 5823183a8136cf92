import { JobsService } from '../../src/platform/jobs/jobs.service';
import type { TestServer } from './server';

/** Runs a job of the server now, as a node does when it is due. */
export async function runJob(server: TestServer, name: string): Promise<void> {
  const job = server.app.get(JobsService).all.find((one) => one.name === name);
  if (!job) {
    throw new Error(`There is no job ${name}`);
  }
  await job.run({});
}
