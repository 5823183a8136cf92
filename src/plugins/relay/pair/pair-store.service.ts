import { Injectable } from '@nestjs/common';
import { type EntityManager, IsNull, LessThan } from 'typeorm';
import { Clock, DAY } from '../../../core/common';
import { Activation, License, LicenseSession, storePools } from '../../../core/licenses';
import { LicensesService } from '../../../core/licensing';
import { UnitOfWork } from '../../../core/platform';
import { SeatsInUseService } from '../../../core/verification';
import type { RelayFile } from '../cli/relay-file';
import { firstOf } from '../cli/pair-jws';
import type { PairStore, StoredPair } from './pair-member';
import { amountOf, type MeterUses, restoredMeters, unmovedMeters } from './pair-meters';
import { minus, newPair, NO_SEATS, type PairState, type PairUse } from './pair-state';
import { RelayPair } from './relay-pair.entity';
import { RelayShare } from './relay-share.entity';
import { seatsOf } from './seats-of';
import { PartnerMetersService } from './partner-meters.service';
import { RelayClockService } from '../relay-clock.service';

const ONLY = 1;
const SHARES_KEPT = 60 * DAY;
/** The clock alone never brings back the share of the partner. */
const FOR_EVER = Date.parse('9999-12-31T00:00:00Z');

/** Stores the part of the pool that this relay has: the license of the relay keeps the rest away, as for a relay of its own. */
@Injectable()
export class PairStoreService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly licenses: LicensesService,
    private readonly inUse: SeatsInUseService,
    private readonly meters: PartnerMetersService,
    private readonly time: RelayClockService,
    private readonly clock: Clock,
  ) {}

  /** In the transaction that has made the license: the second relay of a pair begins with nothing. */
  async restore(manager: EntityManager, file: RelayFile): Promise<void> {
    const { claims } = file;
    const { state: stored, use, licenseId } = await this.read(manager, file);
    if (stored) {
      const state = this.noticed(stored, use.meters);
      await manager.update(RelayPair, { id: ONLY }, columnsOf(state));
      await this.keepAway(manager, licenseId, state, use);
    } else if (claims.pair) {
      const state = newPair(claims.pair.id, firstOf(claims), NO_SEATS, unmovedMeters(use.meters, false));
      await insert(manager, claims.license, this.noticed(state, use.meters));
      await this.keepAway(manager, licenseId, state, use);
      await noteShare(manager, 0, this.clock.now());
    }
  }

  /** Notes in which data the state is, and that they were restored or copied. */
  private noticed(state: PairState, uses: MeterUses): PairState {
    const { boot } = state.meters;
    const own = this.time.folderBoot;
    const isOther = boot !== null && own !== null && boot !== own;
    return { ...state, meters: { ...(isOther ? restoredMeters(state.meters, uses) : state.meters), boot: own } };
  }

  /** A first relay whose restored data are older than its pair uses no amounts until it meets its partner. */
  async keepRestored(file: RelayFile): Promise<void> {
    if (this.time.isRestored) {
      await this.work.run(async (manager) => {
        const { state, use, licenseId } = await this.read(manager, file);
        if (state === null) {
          await this.meters.keep(licenseId, use.meters, () => 0);
        }
      });
    }
  }

  /** The state of the pair of a file. */
  of(file: RelayFile): PairStore {
    return {
      read: () => this.read(this.work.manager, file),
      change: (next) => this.change(file, next),
    };
  }

  /** When an operator said that the machine of the partner is dead; null if that was done, or nobody did. */
  async takeOverAskedAt(): Promise<Date | null> {
    return (await this.work.manager.findOneBy(RelayPair, { id: ONLY }))?.takeOverAskedAt ?? null;
  }

  async forgetTakeOver(): Promise<void> {
    await this.work.manager.update(RelayPair, { id: ONLY }, { takeOverAskedAt: null });
  }

  private change(file: RelayFile, next: (stored: StoredPair) => PairState | null): Promise<StoredPair> {
    return this.licenses.runLocked(file.claims.license, async ({ license }) => {
      const { manager } = this.work;
      const stored = await this.read(manager, file);
      const after = next(stored);
      const state = stored.state === null && after ? this.noticed(after, stored.use.meters) : after;
      if (state !== null && JSON.stringify(state) !== JSON.stringify(stored.state)) {
        if (stored.state === null) {
          await insert(manager, file.claims.license, state);
        } else {
          await manager.update(RelayPair, { id: ONLY }, columnsOf(state));
        }
        await this.keepAway(manager, license.id, state, stored.use);
        if (state.share.sessions !== stored.state?.share.sessions) {
          await noteShare(manager, state.share.sessions, this.clock.now());
        }
      }
      return { state, use: stored.use };
    });
  }

  private async read(manager: EntityManager, file: RelayFile): Promise<StoredPair & { readonly licenseId: number }> {
    const { claims, terms } = file;
    const row = await manager.findOneBy(RelayPair, { id: ONLY });
    const { id } = await manager.findOneOrFail(License, { where: { uid: claims.license }, select: { id: true } });
    const { running, borrowed } = await this.inUse.read(id);
    const longest = await manager
      .createQueryBuilder(LicenseSession, 'session')
      .select('max(session.lease)', 'lease')
      .addSelect('max(session.borrowedUntil)', 'until')
      .where('session.licenseId = :id AND session.endedAt IS NULL', { id })
      .getRawOne<{ lease: number | null; until: Date | null }>();
    const use: PairUse = {
      pool: seatsOf(claims.pool),
      sessions: running + borrowed,
      activations: await manager.countBy(Activation, { licenseId: id, deactivatedAt: IsNull() }),
      hold: Math.max(Number(terms.policy.session_lease ?? 0), longest?.lease ?? 0),
      borrowed: { count: borrowed, until: Math.ceil((longest?.until?.getTime() ?? 0) / 1000) },
      meters: await this.meters.read(manager, id, file),
    };
    // Pairs of earlier versions moved no amounts.
    const unmoved = () => unmovedMeters(use.meters, claims.pair === undefined);
    const state = row && { ...row.state, meters: (row.state as Partial<PairState>).meters ?? unmoved() };
    return { state, use, licenseId: id };
  }

  private async keepAway(manager: EntityManager, id: number, state: PairState, use: PairUse): Promise<void> {
    const { partner, share, meters } = state;
    await storePools(manager, id, [{ relay: partner, until: FOR_EVER, ...minus(use.pool, share) }]);
    await this.meters.keep(id, use.meters, (code) => amountOf(meters.parts[code]));
  }
}

async function insert(manager: EntityManager, license: string, state: PairState): Promise<void> {
  await manager.insert(RelayPair, { id: ONLY, license, takeOverAskedAt: null, ...columnsOf(state) });
}

/** The last one of each minute is kept, for the time that its page shows and a while. */
async function noteShare(manager: EntityManager, sessions: number, now: Date): Promise<void> {
  const minute = new Date(now);
  minute.setUTCSeconds(0, 0);
  await manager.upsert(RelayShare, { minute, sessions }, ['minute']);
  await manager.delete(RelayShare, { minute: LessThan(new Date(now.getTime() - SHARES_KEPT)) });
}

function columnsOf(state: PairState) {
  const { partner, share } = state;
  return { partner, sessions: share.sessions, activations: share.activations, state };
}
