import { verifyCall } from '../calls';
import { startHostileServer } from '../hostile-server';
import { Keyward } from '../keyward';
import { printTable } from '../report';
import { figuresOf, measure } from '../rounds';
import { seed } from '../seed';
import { ShadowingServer } from '../shadowing-server';
import { hostileFigures } from '../shadowing-hostile';
import { reportFigures } from '../shadowing-report';
import { callsOf, keywardLog, type Variant } from '../variants';
import type { Bench } from './mode';

/**
 * An API in front of its old server, which is a second Keyward: what that costs on the path of a request, whether the report of
 * differences is right to the row, and what programs get while the old server misbehaves.
 */
export async function shadowing({ options, database, cleanup, report }: Bench): Promise<void> {
  const { licenses } = options;
  const start = async (name: string): Promise<Keyward> => {
    const keyward = await Keyward.start(database, name, cleanup);
    await seed(keyward.pool, { licenses });
    return keyward;
  };
  const [old, alone] = [await start('old'), await start('alone')];
  const [behind, before] = [
    await ShadowingServer.start(await start('behind'), old),
    await ShadowingServer.start(await start('before'), old),
  ];
  await behind.shadow(old.url, 0);
  await before.shadow(old.url, 100);

  const calls = (apiKey: string) => callsOf(licenses, (number) => verifyCall(apiKey, number));
  const variants: Variant[] = [
    { ...server(alone), name: 'alone', label: 'Keyward alone', calls: calls(alone.systemKey) },
    // Both write their log: the old server answers, Keyward rolls its own back.
    {
      ...server(behind.keyward),
      name: 'old_answers',
      label: 'the old server answers',
      calls: calls(old.systemKey),
      log: keywardLog(old),
    },
    { ...server(before.keyward), name: 'keyward_answers', label: 'Keyward answers', calls: calls(old.systemKey) },
  ];
  const figures = figuresOf(await measure(variants, options), ['alone']);
  printTable(variants.map(({ name, label }) => ({ variant: label, ...figures[name] })));

  const compared = await reportFigures(behind, old, options.requests, licenses);
  printTable([compared]);
  const hostile = await hostileFigures(before, await startHostileServer(cleanup), licenses, options.quick);
  printTable(hostile);
  report.write({
    shadowing: { ...report.conditions, licenses, by_variant: figures, report: compared, hostile_old_server: hostile },
  });
}

function server(keyward: Keyward) {
  return { url: keyward.url, log: keywardLog(keyward), cpu: () => keyward.process.cpu };
}
