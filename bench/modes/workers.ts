import { Keyward } from '../keyward';
import { printTable } from '../report';
import { figuresOf, measure } from '../rounds';
import { seed, settle } from '../seed';
import { keywardVariants, type Variant } from '../variants';
import type { Bench } from './mode';

/**
 * Checks on a node of one process and on one of two, each on a database of its own. Each process has as many connections, because the
 * cost of a check depends on how many share a batch.
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
  report.write({ workers: { ...report.conditions, licenses: options.licenses, by_variant: figures } });
}

async function variantOf({ options, database, cleanup }: Bench, count: number, project?: string): Promise<Variant> {
  const environment = { WORKERS: String(count) };
  const name = `workers_${count}${project === undefined ? '' : '_before'}`;
  const keyward = await Keyward.start(database, name, cleanup, { environment, ...(project && { project }) });
  await seed(keyward.pool, { licenses: options.licenses });
  await settle(keyward.pool);
  const [verify] = keywardVariants(keyward, options.licenses) as [Variant];
  const connections = options.connections * count;
  return { ...verify, name: `workers_${count}`, label: `WORKERS=${count}`, connections };
}
