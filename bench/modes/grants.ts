import { validateCall, verifyCall } from '../calls';
import { Keyward } from '../keyward';
import { printTable } from '../report';
import { figuresOf, measure } from '../rounds';
import { seed, seedGrants, settle } from '../seed';
import { callsOf, keywardLog, type Variant } from '../variants';
import type { Bench } from './mode';

/** Checks of licenses with twenty entitlements and five meters, beside checks of licenses without any. */
export async function grants({ options, database, cleanup, report }: Bench): Promise<void> {
  const { licenses } = options;
  const variantsOf = async (name: string, label: string, isGranted: boolean): Promise<Variant[]> => {
    const keyward = await Keyward.start(database, name, cleanup);
    const { url, pool, systemKey } = keyward;
    await seed(pool, { licenses });
    if (isGranted) {
      await seedGrants(pool);
      await settle(pool);
    }
    const log = keywardLog(keyward);
    const verify = callsOf(licenses, (n) => verifyCall(systemKey, n));
    return [
      { name: `${name}_verify`, label: `V2 verify, ${label}`, url, log, calls: verify },
      {
        name: `${name}_validate`,
        label: `/api/v1/validate, ${label}`,
        url,
        log,
        calls: callsOf(licenses, validateCall),
      },
    ];
  };
  const plain = await variantsOf('plain', 'no grants', false);
  const granted = await variantsOf('granted', '20 entitlements, 5 meters', true);
  const variants = [...plain, ...granted];
  const figures = figuresOf(await measure(variants, options), ['plain_verify', 'plain_validate']);
  printTable(variants.map(({ name, label }) => ({ variant: label, ...figures[name] })));
  report.write({ grants: { ...report.conditions, licenses, by_variant: figures } });
}
