import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Cleanup } from '../cleanup';
import { Database } from '../database';
import { compare } from './kills-compare';
import type { Entry, Ledger } from './kills-ledger';
import type { Postgres } from './kills-postgres';
import { Site } from './kills-site';
import type { Tally } from './kills-tally';
import type { Failures, Ground } from './part';

export const POWER = 'power of the machine (the files as PostgreSQL left them)';
/** Of a round, before its power is lost. */
const ANSWERED = 100;
const ANSWERED_WITHIN_MS = 30_000;
const ANSWERED_PAUSE_MS = 50;
const SERVES_WITHIN_MS = 180_000;

interface Moment {
  readonly ground: Ground;
  readonly site: Site;
  readonly postgres: Postgres;
  readonly ledger: Ledger;
  readonly since: Date;
  readonly place: string;
}

/** Copies the files of PostgreSQL in the middle of the load, and starts PostgreSQL and a node on the copy, as after a loss of power. */
export async function losePower(moment: Moment, tally: Tally, failures: Failures): Promise<void> {
  const { ground, site, postgres, ledger, since, place } = moment;
  const own = new Cleanup();
  ground.cleanup.add(() => own.run());
  const folder = await mkdtemp(join(tmpdir(), 'keyward-power-'));
  own.add(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, 0o711);
  await someAnswered(ledger);
  let answered: readonly Entry[] = [];
  await postgres.copyTo(folder, () => {
    answered = ledger.with('answered');
  });
  const begun = performance.now();
  const copy = await Database.start(own, folder);
  const { pool, client } = await Site.startOn(copy, own);
  const counts = tally.of(POWER);
  counts.kills += 1;
  counts.answered += answered.length;
  if (await site.servesWithin(SERVES_WITHIN_MS, () => [{ client }])) {
    counts.seconds.push((performance.now() - begun) / 1_000);
  } else {
    failures.add(`${place}: no check was answered after a loss of power`);
  }
  await compare({ pool, answered, refused: [], since, place: `${place}, loss of power`, counts }, failures);
  await own.run();
}

/** Kills before may have left no node for a while. */
async function someAnswered(ledger: Ledger): Promise<void> {
  const begun = performance.now();
  while (ledger.with('answered').length < ANSWERED && performance.now() - begun < ANSWERED_WITHIN_MS) {
    await pause(ANSWERED_PAUSE_MS);
  }
}
