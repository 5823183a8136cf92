import { randomBytes } from 'node:crypto';
import { activateCall, CALLS_PER_CONNECTION, heartbeatCall, infoCall, verifyCall } from '../calls';
import { Keyward } from '../keyward';
import type { Call } from '../load';
import { printTable } from '../report';
import { figuresOf, measure } from '../rounds';
import { someNumbers } from '../sample';
import { seed } from '../seed';
import type { Bench } from './mode';

const SEATS = 1_000;

/** 90 % checks, 5 % heartbeats, 4 % information, 1 % activations. */
export async function mixed({ options, database, cleanup, report }: Bench): Promise<void> {
  const { licenses } = options;
  const keyward = await Keyward.start(database, 'keyward', cleanup);
  await seed(keyward.pool, { licenses, seats: SEATS });
  const variant = {
    name: 'mixed',
    label: 'Keyward, mixed',
    url: keyward.url,
    calls: () => someNumbers(CALLS_PER_CONNECTION, licenses).map((number) => anyCall(keyward.systemKey, number)),
  };
  const measured = await measure([variant], options);
  const figures = figuresOf(measured, []);
  printTable([{ variant: variant.label, ...figures.mixed }]);
  const answers = measured.flatMap(({ rounds }) =>
    rounds.map(({ answersByKind }) => Object.fromEntries(answersByKind)),
  );
  report.write({ mixed: { ...report.conditions, licenses, ...figures.mixed, answers_by_round: answers } });
}

function anyCall(apiKey: string, number: number): Call {
  const part = Math.random() * 100;
  if (part < 90) return verifyCall(apiKey, number);
  if (part < 95) return heartbeatCall(number);
  return part < 99 ? infoCall(apiKey, number) : activateCall(apiKey, number, randomBytes(16).toString('hex'));
}
