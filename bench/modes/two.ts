import { verifyCall } from '../calls';
import { rounded } from '../figures';
import { Keyward } from '../keyward';
import { assertRight, load } from '../load';
import { printTable } from '../report';
import { assertLogged } from '../rounds';
import { seed } from '../seed';
import type { Bench } from './mode';

const HOT = 100;
const CALLS = 1_000;
const WARM_UP_SECONDS = 5;

/** Two processes on the same hundred licenses: every answer must be right. */
export async function two({ options, database, cleanup, report }: Bench): Promise<void> {
  const { licenses, connections, seconds } = options;
  const keyward = await Keyward.start(database, 'keyward', cleanup);
  await seed(keyward.pool, { licenses });
  const urls = [keyward.url, (await keyward.startSecond(cleanup)).url];
  const calls = () => Array.from({ length: CALLS }, () => verifyCall(keyward.systemKey, hotNumber()));
  const loadBoth = (duration: number) =>
    Promise.all(urls.map((url) => load({ url, connections, seconds: duration, calls })));
  await loadBoth(WARM_UP_SECONDS);
  const start = new Date();
  const outcomes = await loadBoth(seconds);
  outcomes.forEach((outcome, index) => assertRight(`process ${index + 1}`, outcome));
  const [first, second] = outcomes;
  const answers = outcomes.reduce((total, outcome) => total + outcome.answers, 0);
  if (first && second) {
    assertLogged('both processes', { ...first, answers }, await keyward.logRows(start));
  }
  const rows = outcomes.map(({ perSecond, p50, p99 }) => ({
    per_second: Math.round(perSecond),
    p50_ms: rounded(p50),
    p99_ms: rounded(p99),
  }));
  printTable(rows.map((row, index) => ({ process: index + 1, ...row })));
  report.write({ two: { ...report.conditions, hot_licenses: HOT, answers, failed: 0, processes: rows } });
}

/** Without those of LIC's product, which are every tenth. */
function hotNumber(): number {
  const number = Math.floor(Math.random() * HOT);
  return number + Math.floor(number / 9) + 1;
}
