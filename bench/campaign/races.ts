import { Cleanup } from '../cleanup';
import type { Row } from '../report';
import { Failures, type Ground, type Outcome, type Part, Random } from './part';
import { doctorFindings } from './doctor';
import { KEYED_BATCH, KINDS, type Kind, prepareProducts } from './races-kinds';
import { type Configuration, CONFIGURATIONS, isInPath, startNodes } from './races-nodes';
import { type Contest, type Course, Races, Spoiled, Tally } from './races-race';

/** An alert which says that the machine has few processors. */
const BUSY = 'event_loop_delay';
const LANES = 16;
/** A race of so many is followed by a comparison with the database. */
const COMPARED_EVERY = 50;
/** Share of the time of a configuration for the last comparison, and at most. */
const END_SHARE = 0.1;
const MOST_END_SECONDS = 20;
/** Of a configuration: on a busy machine, its start takes half of that. */
const LEAST_SECONDS = 180;
const MINUTE_MS = 60_000;

/** Races for the last places at three nodes of one database. */
export const races: Part = {
  name: 'races',
  share: 1,
  wanted:
    'Races on seats, sessions, meters, users, trials, groups and borrowed seats at three nodes: never more than the limit, never one less than could be had, and every answer stands in the database.',
  run,
};

async function run(ground: Ground): Promise<Outcome> {
  const isHere = ({ program }: Configuration): boolean => program === undefined || isInPath(program);
  const present = CONFIGURATIONS.filter(isHere);
  const configurations = present.slice(0, Math.max(1, Math.floor(ground.seconds / LEAST_SECONDS)));
  const failures = new Failures();
  const rows: Row[] = [];
  const begun = performance.now();
  for (const [index, configuration] of configurations.entries()) {
    const seconds = ground.seconds / configurations.length;
    const end = begun + (index + 1) * seconds * 1_000 - Math.min(MOST_END_SECONDS, seconds * END_SHARE) * 1_000;
    const cleanup = new Cleanup();
    ground.cleanup.add(() => cleanup.run());
    try {
      rows.push(...(await raced(configuration, ground, cleanup, failures, end)));
    } catch (error) {
      failures.add(`${configuration.name}: ended early: ${String(error)}`);
    }
    await cleanup.run();
  }
  const missing = CONFIGURATIONS.filter((configuration) => !isHere(configuration));
  const late = present.slice(configurations.length);
  return {
    rows,
    failures: failures.all,
    leftOut: [
      ...missing.map(({ name, program }) => `Races with ${name}: there is no ${program ?? ''} in PATH.`),
      ...late.map(({ name }) => `Races with ${name}: the time is too short.`),
      ...rows
        .filter(({ races }) => races === 0)
        .map(({ configuration, kind }) => `Races with ${configuration}, ${kind}: none was run.`),
    ],
  };
}

async function raced(
  configuration: Configuration,
  ground: Ground,
  cleanup: Cleanup,
  failures: Failures,
  end: number,
): Promise<Row[]> {
  const started = await startNodes(configuration, ground, cleanup, failures);
  const { course } = started;
  ground.say(`${configuration.name}: three nodes are started`);
  const tallies = new Map(KINDS.map((kind) => [kind, new Tally()]));
  await prepareProducts(new Races(course, 'preparation', 0, ground.random, new Tally()));
  const lanes = await Promise.all(
    Array.from({ length: LANES }, (_, number) =>
      Lane.prepare(course, number + 1, new Random(ground.random.below(2 ** 31)), tallies),
    ),
  );
  ground.say(`${configuration.name}: ${LANES} lanes begin`);
  const progress = setInterval(() => ground.say(told(configuration, tallies)), MINUTE_MS);
  const hasTime = (): boolean => performance.now() < end && ground.hasTime();
  await Promise.all(lanes.map((lane) => lane.run(hasTime))).finally(() => clearInterval(progress));
  await Promise.all(lanes.map((lane) => lane.compare()));
  await compareLog(course);
  const { databaseUrl, settings } = started;
  const findings = await doctorFindings({ DATABASE_URL: databaseUrl, ...settings });
  findings
    .filter((finding) => !finding.includes(BUSY))
    .forEach((finding) => failures.add(`${configuration.name}: keyward doctor: ${finding}`));
  ground.say(told(configuration, tallies));
  return [...tallies].map(([kind, tally]) => rowOf(configuration, kind, tally));
}

interface Entrant {
  readonly kind: Kind;
  readonly races: Races;
  readonly contest: Contest;
}

/** One race after another, each of a random kind. */
class Lane {
  private constructor(
    private readonly random: Random,
    private entrants: readonly Entrant[],
  ) {}

  static async prepare(
    course: Course,
    number: number,
    random: Random,
    tallies: ReadonlyMap<Kind, Tally>,
  ): Promise<Lane> {
    const entrants: Entrant[] = [];
    for (const [kind, tally] of tallies) {
      const races = new Races(course, kind.name, number, random, tally);
      entrants.push({ kind, races, contest: await kind.prepare(races) });
    }
    return new Lane(random, entrants);
  }

  async run(hasTime: () => boolean): Promise<void> {
    while (hasTime() && this.entrants.length > 0) {
      const weighted = this.entrants.flatMap((entrant) => Array.from({ length: entrant.kind.weight }, () => entrant));
      const entrant = this.random.pick(weighted);
      await this.guarded(entrant, async () => {
        await entrant.contest.race();
        if (this.random.below(COMPARED_EVERY) === 0) {
          await entrant.contest.compare();
        }
      });
    }
  }

  async compare(): Promise<void> {
    for (const entrant of this.entrants) {
      await this.guarded(entrant, () => entrant.contest.compare());
    }
  }

  /** Leaves out a license of which it is no longer known who has its places. */
  private async guarded(entrant: Entrant, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.entrants = this.entrants.filter((one) => one !== entrant);
      if (!(error instanceof Spoiled)) {
        entrant.races.wrong(`ended early: ${String(error)}`, []);
      }
    }
  }
}

/** Each answer is in the log of requests once. Without those with an Idempotency-Key, some of which repeat earlier ones. */
async function compareLog({ name, pool, log, failures }: Course): Promise<void> {
  const { rows } = await pool.query<{ operation: string; count: string }>(
    `SELECT v.operation, count(*) FROM verifications AS v LEFT JOIN licenses AS l ON l.id = v.license_id
     WHERE l.batch IS DISTINCT FROM $1 GROUP BY v.operation`,
    [KEYED_BATCH],
  );
  const counts = new Map(rows.map(({ operation, count }) => [operation, Number(count)]));
  for (const [operation, answers] of log.answers) {
    const count = counts.get(operation) ?? 0;
    if (count < answers || count > answers + log.refused) {
      failures.add(
        `${name}: ${answers} answers to ${operation}, ${log.refused} refused, and ${count} in the log of requests`,
      );
    }
  }
}

function rowOf({ name }: Configuration, kind: Kind, { races, calls, over, lost, wrong, refused }: Tally): Row {
  return { configuration: name, kind: kind.name, races, calls, over_the_limit: over, lost, wrong, refused };
}

function told({ name }: Configuration, tallies: ReadonlyMap<Kind, Tally>): string {
  const sum = (count: (tally: Tally) => number): number =>
    [...tallies.values()].reduce((total, tally) => total + count(tally), 0);
  const failed = sum(({ over, lost, wrong }) => over + lost + wrong);
  return `${name}: ${sum(({ races }) => races)} races, ${sum(({ calls }) => calls)} calls, ${failed} failed`;
}
