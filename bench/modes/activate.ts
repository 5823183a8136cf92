import { activateCall, callsOfNewDevices, nativeActivateCall } from '../calls';
import { Keyward } from '../keyward';
import { printTable } from '../report';
import { figuresOf, measure } from '../rounds';
import { seed } from '../seed';
import type { Call } from '../load';
import { Baselines, keywardLog, type Variant } from '../variants';
import type { Bench } from './mode';

/** The same license is met several times, and every activation must find a seat. */
const SEATS = 1_000;

/** Activations of devices that are new to their license. */
export async function activate({ options, database, cleanup, report }: Bench): Promise<void> {
  const { licenses, seconds, warmUp } = options;
  const longest = Math.max(seconds, warmUp);
  const keyward = await Keyward.start(database, 'keyward', cleanup);
  const { systemKey, url } = keyward;
  await seed(keyward.pool, { licenses, seats: SEATS });
  const baselines = await Baselines.prepare(database, systemKey, licenses, SEATS, cleanup);

  const calls = (call: (number: number, device: string) => Call) => () => callsOfNewDevices(licenses, longest, call);
  const v2Calls = calls((number, device) => activateCall(systemKey, number, device));
  const log = keywardLog(keyward);
  const variants: Variant[] = [
    { name: 'activate', label: 'Keyward, V2 activate', url, log, calls: v2Calls },
    { name: 'native', label: 'Keyward, /api/v1/activate', url, log, calls: calls(nativeActivateCall) },
    { ...(await baselines.ordinary()), calls: v2Calls },
    { ...(await baselines.careful()), calls: v2Calls },
  ];
  const figures = figuresOf(await measure(variants, options), ['ordinary', 'careful']);
  printTable(variants.map(({ name, label }) => ({ variant: label, ...figures[name] })));
  const { activate: v2, ...by_variant } = figures;
  report.write({ activate: { ...report.conditions, licenses, ...v2, by_variant } });
}
