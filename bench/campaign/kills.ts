import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Database } from '../database';
import { compare, sidesOf } from './kills-compare';
import { SmallDisk } from './kills-disk';
import { isOfRefusals, lastingFindings } from './doctor';
import { Hooks } from './kills-hooks';
import { Ledger } from './kills-ledger';
import { Load } from './kills-load';
import { Postgres } from './kills-postgres';
import { losePower } from './kills-power';
import { Site } from './kills-site';
import { Strokes, THEMES } from './kills-strokes';
import { Tally } from './kills-tally';
import { Failures, type Ground, type Outcome, type Part, Random } from './part';

const NODES = 2;
const CLIENTS = 12;
const STROKES_OF_ROUND = 8;
/** Between two kills. */
const SHORTEST_PAUSE_MS = 200;
const PAUSE_MS = 900;
const SERVES_WITHIN_MS = 180_000;
const ROUNDS_PER_POWER_LOSS = 4;
/** Rounds in a row that did not end as they should. */
const BROKEN_AT_MOST = 3;
const ROUNDS_PER_FULL_DISK = 20;
const SEED_RANGE = 2 ** 31;

export const kills: Part = {
  name: 'kills',
  share: 1,
  wanted:
    'Nodes, PostgreSQL, both, a full disk and a loss of power under load of every kind: nothing that was answered is lost, nothing is half-done, and doctor finds nothing.',
  run: async (ground: Ground): Promise<Outcome> => {
    if (process.platform !== 'linux') {
      return { rows: [], failures: [], leftOut: ['Kills: only Linux tells the processes of PostgreSQL.'] };
    }
    const failures = new Failures();
    const tally = new Tally();
    const leftOut = [UNWRITTEN];
    try {
      const disk = await SmallDisk.mount(ground);
      leftOut.push(...(disk ? [] : [NO_DISK]));
      await killAgainAndAgain(ground, disk, tally, failures);
    } catch (error) {
      failures.add(`After ${tally.kills} kills, the part ended early: ${String(error)}`);
    }
    return { rows: tally.rows, failures: failures.all, leftOut };
  },
};

async function killAgainAndAgain(
  ground: Ground,
  disk: SmallDisk | undefined,
  tally: Tally,
  failures: Failures,
): Promise<void> {
  const folder = await folderOf(ground);
  const database = await Database.start(ground.cleanup, folder);
  const hooks = await Hooks.listen(ground.cleanup);
  const site = await Site.open(database, ground.cleanup, NODES, hooks.url);
  const rounds = new Rounds(ground, site, new Postgres(folder), hooks, tally, failures);
  while (ground.hasTime() && rounds.canGoOn) {
    if (rounds.count % ROUNDS_PER_FULL_DISK === 0) {
      await disk?.fill(ground, tally, failures);
    }
    await rounds.next();
  }
  await disk?.close(failures);
  for (const finding of await lastingFindings(site.environment, 0, isOfRefusals)) {
    failures.add(`After ${tally.kills} kills, doctor finds ${finding}`);
  }
}

const UNWRITTEN =
  'A loss of power is a copy of the files while PostgreSQL stands still. What an operating system or a disk had not written yet is in the copy: that part of a loss of power is not tried.';

const NO_DISK = 'A full disk: this process may not mount a small file system of its own (root on Linux may).';

/** The account that PostgreSQL runs under needs access to it. */
async function folderOf({ cleanup }: Ground): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'keyward-kills-'));
  cleanup.add(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, 0o711);
  return folder;
}

/** Each is a load, some kills of one theme, and a comparison of its answers with the database. */
class Rounds {
  private round = 0;
  private broken = 0;

  constructor(
    private readonly ground: Ground,
    private readonly site: Site,
    private readonly postgres: Postgres,
    private readonly hooks: Hooks,
    private readonly tally: Tally,
    private readonly failures: Failures,
  ) {}

  get count(): number {
    return this.round;
  }

  /** Whether the last rounds could kill and start again. */
  get canGoOn(): boolean {
    return this.broken < BROKEN_AT_MOST;
  }

  async next(): Promise<void> {
    const { ground, site, postgres, tally, failures } = this;
    const round = (this.round += 1);
    const since = new Date();
    const ledger = new Ledger();
    const theme = ground.random.pick(Object.keys(THEMES));
    const place = `Round ${round} (${theme})`;
    const counts = tally.of(theme);
    const load = new Load(site, this.fork(), ledger, failures, `KILL-${round}-`);
    const strokes = new Strokes(site, postgres, this.fork(), SERVES_WITHIN_MS);
    load.start(CLIENTS);
    try {
      await this.strike(strokes, theme);
      if (round % ROUNDS_PER_POWER_LOSS === 1) {
        await losePower({ ground, site, postgres, ledger, since, place }, tally, failures);
      }
      counts.seconds.push(...(await strokes.served()));
      this.broken = 0;
    } catch (error) {
      this.broken += 1;
      failures.add(`${place}: ${String(error)}`);
      await Promise.allSettled(site.nodes.map((node) => site.startAgain(node)));
    }
    counts.kills += strokes.count;
    await load.stop();
    const sides = sidesOf(ledger);
    counts.answered += sides.answered.length;
    counts.unanswered += ledger.with('unknown').length;
    await compare({ pool: site.pool, ...sides, since, place, counts }, failures);
    (await this.hooks.missing(site.pool)).forEach((sentence) => {
      counts.lost += 1;
      failures.add(`${place}: ${sentence}`);
    });
    ground.say(`${theme}: ${tally.kills} kills, ${tally.answered} answered changes, ${failures.all.length} failures`);
  }

  private async strike(strokes: Strokes, theme: string): Promise<void> {
    for (let count = 0; count < STROKES_OF_ROUND && this.ground.hasTime(); count += 1) {
      await pause(SHORTEST_PAUSE_MS + this.ground.random.below(PAUSE_MS));
      await strokes.next(THEMES[theme] ?? []);
    }
  }

  private fork(): Random {
    return new Random(this.ground.random.below(SEED_RANGE));
  }
}
