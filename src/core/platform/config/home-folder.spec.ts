import os from 'node:os';
import { emptyDatabase } from '../../../../test/testkit/database';
import { prepareJobQueue } from '../jobs/job-queue-schema';

it('prepares the job queue for a user that the system does not know and that has no HOME', async () => {
  delete process.env.HOME;
  jest.spyOn(os, 'homedir').mockImplementation(() => {
    if (process.env.HOME === undefined) {
      throw new Error('ENOENT: no such file or directory, uv_os_homedir');
    }
    return process.env.HOME;
  });
  await expect(prepareJobQueue(await emptyDatabase('homeless'))).resolves.toBeUndefined();
});
