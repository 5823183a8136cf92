import { usageCall, validateCall } from '../calls';
import { Keyward } from '../keyward';
import { printTable } from '../report';
import { figuresOf, measure } from '../rounds';
import { seed, seedMeters, settle } from '../seed';
import { callsOf, keywardLog, type Variant } from '../variants';
import type { Bench } from './mode';

/** Usage of meters on many licenses and on a single one, beside checks of the same licenses: every call must count. */
export async function usage({ options, database, cleanup, report }: Bench): Promise<void> {
  const { licenses } = options;
  const keyward = await Keyward.start(database, 'keyward', cleanup);
  const { url, pool } = keyward;
  await seed(pool, { licenses });
  await seedMeters(pool);
  await settle(pool);

  const log = keywardLog(keyward);
  const variants: Variant[] = [
    { name: 'validate', label: '/api/v1/validate', url, log, calls: callsOf(licenses, validateCall) },
    { name: 'usage', label: '/api/v1/usage', url, log, calls: callsOf(licenses, usageCall) },
    { name: 'hot', label: '/api/v1/usage, one license', url, log, calls: () => [usageCall(1)] },
  ];
  const figures = figuresOf(await measure(variants, options), ['validate']);
  printTable(variants.map(({ name, label }) => ({ variant: label, ...figures[name] })));
  report.write({ usage: { ...report.conditions, licenses, by_variant: figures } });
}
