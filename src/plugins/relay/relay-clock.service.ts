import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Clock, problem } from '../../core/common';
import { Settings, UnitOfWork } from '../../core/platform';
import { placeHash } from './cli/machine';
import { CLOCK_TOLERANCE_S } from './cli/relay-file';
import { COUNTER } from './relay-mode';
import { RelayState } from './relay-state.entity';

const ONLY = 1;

/** Remembers the latest time that the relay has seen, and notices copied and restored data. */
@Injectable()
export class RelayClockService {
  private seen = 0;
  private bootId = '';
  private isOther = false;

  constructor(
    private readonly work: UnitOfWork,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** UUID of the data. */
  get boot(): string {
    return this.bootId;
  }

  /** UUID of the data in a folder; null for a database elsewhere, of which nobody notices that it was restored. */
  get folderBoot(): string | null {
    return this.folder === undefined ? null : this.bootId;
  }

  /** Whether the folder was copied or restored before this start. */
  get isRestored(): boolean {
    return this.folder !== undefined && this.isOther;
  }

  /** Whether the clock is more than an hour behind the latest time that was seen. */
  get isSetBack(): boolean {
    return this.clock.now().getTime() < this.seen - CLOCK_TOLERANCE_S * 1000;
  }

  /** Once, at the start. Throws if the clock was set back. */
  async begin(): Promise<void> {
    const { folder } = this;
    await this.work.run(async (manager) => {
      const former = await manager.findOne(RelayState, { where: { id: ONLY }, lock: { mode: 'pessimistic_write' } });
      this.seen = former?.seenAt.getTime() ?? 0;
      this.refuseSetBack();
      const place = placeHash(folder);
      const starts = (former?.starts ?? 0) + 1;
      const isSame = former?.place === place && former.starts === countIn(folder, former.starts);
      this.bootId = isSame ? former.boot : randomUUID();
      this.isOther = former !== null && !isSame;
      const seenAt = this.latest();
      await manager.upsert(RelayState, { id: ONLY, seenAt, boot: this.bootId, place, starts }, ['id']);
      if (folder !== undefined) {
        writeFileSync(join(folder, COUNTER), `${starts}\n`);
      }
    });
  }

  /** Notes the time, each minute. */
  async note(): Promise<void> {
    await this.work.manager.update(RelayState, { id: ONLY }, { seenAt: this.latest() });
  }

  private get folder(): string | undefined {
    return this.settings.DATABASE_URL === undefined ? this.settings.DATA_DIR : undefined;
  }

  private latest(): Date {
    this.seen = Math.max(this.seen, this.clock.now().getTime());
    return new Date(this.seen);
  }

  private refuseSetBack(): void {
    if (this.isSetBack) {
      const now = this.clock.now().toISOString();
      throw problem('RELAY_CLOCK_SET_BACK', { now, seen: new Date(this.seen).toISOString() });
    }
  }
}

/** The number in the file; the one of the database where there is no folder. Restored data have an earlier one than the file. */
function countIn(folder: string | undefined, starts: number): number {
  const file = join(folder ?? '', COUNTER);
  if (folder === undefined) {
    return starts;
  }
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : -1;
}
