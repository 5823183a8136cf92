import { Keyward } from '../keyward';
import { printTable } from '../report';
import { figuresOf, measure } from '../rounds';
import { seed, settle } from '../seed';
import { keywardVariants, type Variant } from '../variants';
import type { Bench } from './mode';

/** Checks on a node of one process and on one of two, each on a database of its own. */
export async function workers(bench: Bench): Promise<void> {
  const { options, report } = bench;
  const variants = [await variantOf(bench, '1'), await variantOf(bench, '2')];
  const figures = figuresOf(await measure(variants, options), ['workers_1']);
  printTable(variants.map(({ name, label }) => ({ variant: label, ...figures[name] })));
  report.write({ workers: { ...report.conditions, licenses: options.licenses, by_variant: figures } });
}

async function variantOf({ options, database, cleanup }: Bench, count: string): Promise<Variant> {
  const keyward = await Keyward.start(database, `workers_${count}`, cleanup, { environment: { WORKERS: count } });
  await seed(keyward.pool, { licenses: options.licenses });
  await settle(keyward.pool);
  const [verify] = keywardVariants(keyward, options.licenses) as [Variant];
  return { ...verify, name: `workers_${count}`, label: `WORKERS=${count}` };
}
