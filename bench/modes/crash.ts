import { setTimeout as pause } from 'node:timers/promises';
import { verifyCall } from '../calls';
import { Keyward } from '../keyward';
import { assertNoneWrong, type Call, load, type Outcome } from '../load';
import { printTable } from '../report';
import { someNumbers } from '../sample';
import { seed } from '../seed';
import type { Bench } from './mode';

/** About as many as a connection can send: each check should differ from all others, so that it can be found in the log. */
const CALLS_PER_SECOND = 100;
const SERVES_WITHIN_SECONDS = 5;

/** Kills PostgreSQL, then the server, each in the middle of a load: every answered check must be in the log. */
export async function crash({ options, database, cleanup, report }: Bench): Promise<void> {
  const { licenses, connections, seconds } = options;
  const keyward = await Keyward.start(database, 'keyward', cleanup);
  await seed(keyward.pool, { licenses });
  let sent = 0;
  const answered = new Set<string>();
  const calls = () =>
    someNumbers(Math.ceil(CALLS_PER_SECOND * seconds), licenses).map((number) =>
      noted(verifyCall(keyward.systemKey, number, `check ${++sent}`), `check ${sent}`, answered),
    );

  const killed = async (name: string, kill: () => void | Promise<void>) => {
    const before = answered.size;
    const loaded = load({ url: keyward.url, connections, seconds, calls, mayRefuse: true });
    await pause(seconds * 500);
    await kill();
    // Connections break: only answers can be wrong.
    assertNoneWrong(name, { ...(await loaded), failures: 0 });
    return { killed: name, answered: answered.size - before };
  };
  const serves = (url: string): Promise<Outcome> =>
    load({ url, connections, seconds: SERVES_WITHIN_SECONDS, calls, mayRefuse: true });

  const rows = [await killed('PostgreSQL', () => database.kill())];
  const again = [await serves(keyward.url)];
  rows.push(await killed('server', () => keyward.process.kill()));
  again.push(await serves((await keyward.startSecond(cleanup)).url));

  const lost = await missingInLog(keyward, answered);
  const crashes = rows.map((row, index) => ({ ...row, answered_afterwards: again[index]?.answers ?? 0 }));
  printTable(crashes);
  if (lost > 0 || crashes.some((row) => row.answered === 0 || row.answered_afterwards === 0)) {
    throw new Error(`${lost} answered checks are not in the log, or a server did not serve.`);
  }
  report.write({ crash: { ...report.conditions, licenses, lost, crashes } });
}

function noted(call: Call, id: string, answered: Set<string>): Call {
  return {
    ...call,
    isRight: (status, body) => {
      const isRight = call.isRight(status, body);
      if (isRight) {
        answered.add(id);
      }
      return isRight;
    },
  };
}

async function missingInLog({ pool }: Keyward, answered: ReadonlySet<string>): Promise<number> {
  const { rows } = await pool.query<{ id: string }>('SELECT app_version AS id FROM verifications');
  const logged = new Set(rows.map(({ id }) => id));
  return [...answered].filter((id) => !logged.has(id)).length;
}
