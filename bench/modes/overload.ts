import { setTimeout as pause } from 'node:timers/promises';
import { CALLS_PER_CONNECTION, verifyCall } from '../calls';
import { rounded } from '../figures';
import { Keyward } from '../keyward';
import { assertRight, load, type Outcome } from '../load';
import { printTable } from '../report';
import { assertLogged } from '../rounds';
import { someNumbers } from '../sample';
import { seed } from '../seed';
import { keywardLog } from '../variants';
import type { Bench } from './mode';

const TIMES = 10;
const RECOVERY_MS = 3_000;

/** Checks with as many connections as usual, with ten times as many, and with as many as usual some seconds later. */
export async function overload({ options, database, cleanup, report }: Bench): Promise<void> {
  const { licenses, connections, seconds, warmUp } = options;
  const keyward = await Keyward.start(database, 'keyward', cleanup);
  await seed(keyward.pool, { licenses });
  const measure = async (name: string, times: number, duration: number): Promise<Outcome> => {
    const start = new Date();
    const outcome = await load({
      url: keyward.url,
      connections: connections * times,
      seconds: duration,
      // As many in all, however many connections: making them takes time, in which the server closes idle connections.
      calls: () => someNumbers(CALLS_PER_CONNECTION / times, licenses).map((n) => verifyCall(keyward.systemKey, n)),
      mayRefuse: times > 1,
    });
    assertRight(name, outcome);
    assertLogged(name, outcome, await keywardLog(keyward).rowsSince(start));
    return outcome;
  };
  await measure('warming up', 1, warmUp);
  const normal = await measure('normal', 1, seconds);
  const overloaded = await measure('overload', TIMES, seconds);
  await pause(RECOVERY_MS);
  const afterwards = await measure('afterwards', 1, seconds);

  const rows = { normal: figuresOf(normal), overload: figuresOf(overloaded), afterwards: figuresOf(afterwards) };
  printTable(Object.entries(rows).map(([load, figures]) => ({ load, ...figures })));
  const ratios = {
    p99_ratio_to_normal: rounded(overloaded.p99 / normal.p99),
    p99_ratio_to_normal_afterwards: rounded(afterwards.p99 / normal.p99),
  };
  printTable([ratios]);
  report.write({ overload: { ...report.conditions, licenses, times: TIMES, ...rows, ...ratios } });
}

function figuresOf({ answers, refused, perSecond, p50, p99 }: Outcome) {
  return {
    per_second: Math.round(perSecond),
    share_refused: rounded(refused / (refused + answers)),
    p50_ms: rounded(p50),
    p99_ms: rounded(p99),
  };
}
