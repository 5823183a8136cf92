import { parseCronItems } from 'graphile-worker';
import { Job } from './define-job';

const run = () => Promise.resolve();

it('a job with a schedule is queued under its name, so that one that still waits is not queued again', () => {
  const { cronItem } = new Job('sweep', '*/5 * * * *', run);
  expect(cronItem).toMatchObject({ task: 'sweep', identifier: 'sweep', options: { jobKey: 'sweep' } });
  expect(parseCronItems(cronItem ? [cronItem] : [])).toHaveLength(1);
});

it('a job without a schedule is only queued', () => {
  expect(new Job('sweep', undefined, run).cronItem).toBeUndefined();
});
