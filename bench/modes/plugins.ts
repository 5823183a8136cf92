import { join } from 'node:path';
import { validateCall } from '../calls';
import { Keyward } from '../keyward';
import { printTable } from '../report';
import { figuresOf, measure } from '../rounds';
import { seed, settle } from '../seed';
import { callsOf, keywardLog, type Variant } from '../variants';
import type { Bench } from './mode';

const PLUGIN = join(__dirname, '..', '..', '..', 'plugin');

/** Checks with a plug-in whose rule applies to none of them, or to all, beside those without a plug-in. */
export async function plugins(bench: Bench): Promise<void> {
  const { options, report } = bench;
  const variants = [
    await variantOf(bench, 'without', 'without a plug-in', {}),
    await variantOf(bench, 'rule_for_none', 'a rule that does not apply', { PLUGINS: PLUGIN }),
    await variantOf(bench, 'rule_for_all', 'a rule that applies', { PLUGINS: PLUGIN, BENCH_RULE: 'all' }),
  ];
  const figures = figuresOf(await measure(variants, options), ['without']);
  printTable(variants.map(({ name, label }) => ({ variant: label, ...figures[name] })));
  report.write({ plugins: { ...report.conditions, licenses: options.licenses, by_variant: figures } });
}

async function variantOf(
  { options: { licenses }, database, cleanup }: Bench,
  name: string,
  label: string,
  environment: Record<string, string>,
): Promise<Variant> {
  const keyward = await Keyward.start(database, name, cleanup, { environment });
  await seed(keyward.pool, { licenses });
  await settle(keyward.pool);
  const { url, process } = keyward;
  return { name, label, url, log: keywardLog(keyward), cpu: () => process.cpu, calls: callsOf(licenses, validateCall) };
}
