import { Keyward } from '../keyward';
import { printTable } from '../report';
import { figuresOf, measure } from '../rounds';
import { seed, settle } from '../seed';
import { LIC_SHARE } from '../sample';
import { keywardVariants, type Variant } from '../variants';
import type { Bench } from './mode';

/** Checks of devices that the node knows, of some that it mostly does not know, and with that switched off. */
export async function known(bench: Bench): Promise<void> {
  const { options, report } = bench;
  const { licenses } = options;
  const variants = [
    await variantOf(bench, 'read', 'all are read', 0),
    await variantOf(bench, 'some_known', 'a fifth is known', Math.ceil(checked(licenses) / 5)),
    await variantOf(bench, 'known', 'all are known', checked(licenses)),
  ];
  const figures = figuresOf(await measure(variants, options), ['read']);
  printTable(variants.map(({ name, label }) => ({ variant: label, ...figures[name] })));
  report.write({ known: { ...report.conditions, licenses, by_variant: figures } });
}

async function variantOf(
  { options: { licenses }, database, cleanup }: Bench,
  name: string,
  label: string,
  devices: number,
): Promise<Variant> {
  const environment = { KNOWN_DEVICES: String(devices) };
  const keyward = await Keyward.start(database, name, cleanup, { environment });
  await seed(keyward.pool, { licenses });
  await settle(keyward.pool);
  const verify = keywardVariants(keyward, licenses).find((variant) => variant.name === 'verify');
  if (!verify) {
    throw new Error('There is no such variant');
  }
  return { ...verify, name, label };
}

/** Licenses that the variant asks for. */
function checked(licenses: number): number {
  return licenses - Math.floor(licenses / LIC_SHARE);
}
