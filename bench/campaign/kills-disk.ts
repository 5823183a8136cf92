import { execFile } from 'node:child_process';
import { chmod, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Cleanup } from '../cleanup';
import { Database } from '../database';
import { compare, sidesOf } from './kills-compare';
import { isOfRefusals, lastingFindings } from './doctor';
import { Ledger } from './kills-ledger';
import { Load } from './kills-load';
import { Site } from './kills-site';
import type { Tally } from './kills-tally';
import { type Failures, type Ground, Random } from './part';

export const DISK = 'room on the disk';
const DISK_MB = 400;
const CLIENTS = 8;
const LOADED_MS = 2_000;
const FULL_MS = 6_000;
const CHUNK = Buffer.alloc(64 * 1024, 1);
const SMALLEST_CHUNK = 512;
const FILL_PAUSE_MS = 5;
/** While its supervisor starts PostgreSQL again. */
const SERVES_WITHIN_MS = 180_000;

const execute = promisify(execFile);

/** A PostgreSQL of its own on a small disk. */
export class SmallDisk {
  private times = 0;

  private constructor(
    private readonly folder: string,
    private readonly site: Site,
    private readonly cleanup: Cleanup,
  ) {}

  /** Undefined where no file system can be mounted. */
  static async mount(ground: Ground): Promise<SmallDisk | undefined> {
    const own = new Cleanup();
    ground.cleanup.add(() => own.run());
    const folder = await mkdtemp(join(tmpdir(), 'keyward-disk-'));
    own.add(() => rm(folder, { recursive: true, force: true }));
    try {
      await execute('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m`, 'tmpfs', folder]);
    } catch {
      await own.run();
      return undefined;
    }
    own.add(async () => {
      await execute('umount', ['--lazy', folder]);
    });
    await chmod(folder, 0o711);
    const database = await Database.start(own, folder);
    return new SmallDisk(folder, await Site.open(database, own, 1), own);
  }

  /** Fills the disk under load, makes room again, and waits until changes are made again. */
  async fill(ground: Ground, tally: Tally, failures: Failures): Promise<void> {
    const { site } = this;
    this.times += 1;
    const place = `Full disk ${this.times}`;
    const since = new Date();
    const ledger = new Ledger();
    const counts = tally.of(DISK);
    const random = new Random(ground.random.below(2 ** 31));
    const load = new Load(site, random, ledger, failures, `FULL-${this.times}-`);
    load.start(CLIENTS);
    await pause(LOADED_MS + random.below(LOADED_MS));
    const before = ledger.with('answered').length;
    await this.whileFull(FULL_MS + random.below(FULL_MS));
    const during = ledger.with('refused').length + ledger.with('unknown').length;
    counts.kills += 1;
    counts.seconds.push(await this.servesAgain(place, failures));
    await load.stop();
    const sides = sidesOf(ledger);
    counts.answered += sides.answered.length;
    counts.unanswered += ledger.with('unknown').length;
    if (during === 0) {
      failures.add(`${place}: nothing was refused, although there was no room (${before} answers before)`);
    }
    await compare({ pool: site.pool, ...sides, since, place, counts }, failures);
  }

  async close(failures: Failures): Promise<void> {
    for (const finding of await lastingFindings(this.site.environment, 0, isOfRefusals)) {
      failures.add(`After ${this.times} times without room on the disk, doctor finds ${finding}`);
    }
    await this.cleanup.run();
  }

  private async servesAgain(place: string, failures: Failures): Promise<number> {
    const begun = performance.now();
    if (!(await this.site.servesWithin(SERVES_WITHIN_MS, () => this.site.nodesUp))) {
      failures.add(`${place}: no check was answered within ${SERVES_WITHIN_MS / 1_000} s after there was room again`);
    }
    return (performance.now() - begun) / 1_000;
  }

  /** Takes whatever PostgreSQL leaves or gives back. */
  private async whileFull(milliseconds: number): Promise<void> {
    const path = join(this.folder, 'filler');
    const file = await open(path, 'a');
    const end = performance.now() + milliseconds;
    let size = CHUNK.length;
    try {
      while (performance.now() < end) {
        const isWritten = await file.write(CHUNK, 0, size).then(
          () => true,
          () => false,
        );
        if (!isWritten) {
          size = Math.max(SMALLEST_CHUNK, size / 2);
          await pause(FILL_PAUSE_MS);
        }
      }
    } finally {
      await file.close();
      await rm(path, { force: true });
    }
  }
}
