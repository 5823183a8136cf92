import { clocks } from '../campaign/clocks';
import { hostile } from '../campaign/hostile';
import { kills } from '../campaign/kills';
import { writePage } from '../campaign/page';
import { type Outcome, type Part, Random } from '../campaign/part';
import { races } from '../campaign/races';
import { soakAll } from '../campaign/soak-all';
import { Cleanup } from '../cleanup';
import { printTable } from '../report';
import type { Bench } from './mode';

const PARTS: readonly Part[] = [races, kills, hostile, clocks, soakAll];
const HOUR_S = 3_600;

/** Tries what the tests try with small numbers, for hours: races, kills, hostile requests, wrong clocks, and use of all kinds. */
export async function campaign({ options, database, cleanup, report }: Bench): Promise<void> {
  const { hours, parts: names, seed } = options;
  const parts = PARTS.filter(({ name }) => names === undefined || names.includes(name));
  const shares = parts.reduce((sum, { share }) => sum + share, 0);
  const outcomes: (Outcome & Pick<Part, 'name' | 'wanted'> & { readonly minutes: number })[] = [];
  console.log(`Seed ${seed}, parts: ${parts.map(({ name }) => name).join(', ')}`);
  for (const part of parts) {
    const { name, share, wanted } = part;
    const seconds = (hours * HOUR_S * share) / shares;
    const own = new Cleanup();
    cleanup.add(() => own.run());
    const begun = performance.now();
    const hasTime = () => performance.now() - begun < seconds * 1_000;
    const say = (line: string) =>
      console.log(`  ${name}, minute ${Math.floor((performance.now() - begun) / 60_000)}: ${line}`);
    console.log(`\n${name}: ${wanted}`);
    const outcome = await part
      .run({ database, cleanup: own, random: new Random(seed), seconds, hasTime, say })
      .catch((error: unknown): Outcome => ({
        rows: [],
        failures: [`The part ended early: ${String(error)}`],
        leftOut: [],
      }));
    await own.run();
    printTable(outcome.rows);
    outcomes.push({ name, wanted, minutes: Math.round((performance.now() - begun) / 60_000), ...outcome });
    writePage({ ...report.conditions, seed, hours }, outcomes, options.quick);
  }
  const failed = outcomes.reduce((sum, { failures }) => sum + failures.length, 0);
  if (failed > 0) {
    throw new Error(`${failed} failures: see the page.`);
  }
}
