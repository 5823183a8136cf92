import { Keyward } from '../keyward';
import { limitProcessor } from '../processor-share';
import { printTable } from '../report';
import { figuresOf, measure } from '../rounds';
import { seed, settle } from '../seed';
import { keywardVariants, type Variant } from '../variants';
import type { Bench } from './mode';

/**
 * Checks on a node of one process and on one of two, each on a database of its own. Each process has as many connections, because the
 * cost of a check depends on how many share a batch. With a small share of a core for each process, PostgreSQL and the load generator
 * have what they need on a machine of few cores, as they would on one of many.
 */
export async function workers(bench: Bench): Promise<void> {
  const { options, report } = bench;
  const variants = [await variantOf(bench, 1), await variantOf(bench, 2)];
  if (options.before !== undefined) {
    const before = await variantOf(bench, 2, options.before);
    variants.push({ ...before, name: 'workers_2_before', label: `${before.label}, ${options.before}` });
  }
  const figures = figuresOf(await measure(variants, options), ['workers_1', 'workers_2_before']);
  printTable(variants.map(({ name, label }) => ({ variant: label, ...figures[name] })));
  const { licenses, share } = options;
  const section = share === undefined ? 'workers' : 'workers_with_shares';
  report.write({ [section]: { ...report.conditions, licenses, processor_share: share, by_variant: figures } });
}

async function variantOf({ options, database, cleanup }: Bench, count: number, project?: string): Promise<Variant> {
  const environment = { WORKERS: String(count) };
  const name = `workers_${count}${project === undefined ? '' : '_before'}`;
  const keyward = await Keyward.start(database, name, cleanup, { environment, ...(project && { project }) });
  await seed(keyward.pool, { licenses: options.licenses });
  await settle(keyward.pool);
  if (options.share !== undefined) {
    for (const pid of keyward.process.pids) {
      await limitProcessor(pid, options.share, cleanup);
    }
  }
  const [verify] = keywardVariants(keyward, options.licenses) as [Variant];
  const connections = options.connections * count;
  return { ...verify, name: `workers_${count}`, label: `WORKERS=${count}`, connections };
}
