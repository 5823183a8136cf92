import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';
import { stuckEvents, halfDone, lostOf, madeOf, waitingEvents } from './kills-checks';
import type { Entry, Ledger } from './kills-ledger';
import type { Tally } from './kills-tally';
import type { Failures } from './part';

const APPLIED_WITHIN_MS = 3_000;
const APPLIED_PAUSE_MS = 100;
const TRIES = 5;
const TRY_PAUSE_MS = 1_000;
const TOLD = 5;

export interface Compared {
  readonly pool: Pool;
  readonly answered: readonly Entry[];
  readonly refused: readonly Entry[];
  readonly since: Date;
  /** Begins the failures, with all that is needed to repeat them. */
  readonly place: string;
  readonly counts: ReturnType<Tally['of']>;
}

/** Compares what was answered with the database once nothing changes any more. */
export async function compare(compared: Compared, failures: Failures): Promise<void> {
  const { pool, answered, refused, since, place, counts } = compared;
  await mostApplied(pool);
  const lost = await tried(() => lostOf(pool, answered, since));
  const made = await tried(() => madeOf(pool, refused, since));
  const parts = [...(await tried(() => halfDone(pool, since))), ...(await tried(() => stuckEvents(pool)))];
  counts.lost += lost.length;
  counts.halfDone += parts.length + made.length;
  tell(`${place}: answered, and not in the database`, lost, failures);
  tell(`${place}: answered as not made, and in the database`, made, failures);
  parts.forEach((part) => {
    failures.add(`${place}: ${part}`);
  });
}

/** Of the ledger, by what its answers say. */
export function sidesOf(ledger: Ledger): Pick<Compared, 'answered' | 'refused'> {
  return { answered: ledger.with('answered'), refused: ledger.with('refused') };
}

/** Those that failed while the database was away are tried later, and compared in a later round. */
async function mostApplied(pool: Pool): Promise<void> {
  const begun = performance.now();
  while ((await tried(() => waitingEvents(pool))) > 0 && performance.now() - begun < APPLIED_WITHIN_MS) {
    await pause(APPLIED_PAUSE_MS);
  }
}

/** A session of the campaign's own may have ended with PostgreSQL. */
async function tried<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      if (tries === TRIES) {
        throw error;
      }
      await pause(TRY_PAUSE_MS);
    }
  }
}

function tell(head: string, entries: readonly Entry[], failures: Failures): void {
  entries.slice(0, TOLD).forEach(({ kind, id, answer }) => {
    failures.add(`${head}: ${kind} ${id}, answered ${answer}`);
  });
  if (entries.length > TOLD) {
    failures.add(`${head}: ${entries.length - TOLD} more`);
  }
}
