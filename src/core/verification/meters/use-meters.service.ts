import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { DomainError, problem } from '../../common/errors/domain-error';
import { currentRequest, inRequest, type RequestContext } from '../../common/http/request-context';
import { BatchDatabase } from '../../platform/database/batch-database';
import type { Batcher } from '../../platform/database/batcher';
import { databaseJson } from '../../platform/database/prepared-statement';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { ChangeRecord } from '../../platform/database/change-record';
import type { Device } from '../../licenses/activations/device';
import { lockByKeys } from '../../licenses/licenses/lock-license';
import { type FoundKey, KeyLookupsService } from '../../licenses/licenses/key-lookups.service';
import { StartTermService } from '../../licenses/licenses/start-term.service';
import { changeQueueKey, typedFormOf } from '../../licenses/licenses/typed-key';
import { type LicenseCall, toVerificationRequest, type VerificationScope } from '../rules/assessment';
import type { LicenseContext } from '../rules/license-context';
import { contextByKey, LicenseContextLoader } from '../assessment/license-context.loader';
import type { ContextLookup } from '../context/license-context.query';
import { isStorable } from '../log/storable';
import { type VerificationEntry, VerificationLogService } from '../log/verification-log.service';
import { JudgeUsageService } from './judge-usage.service';
import type { CurrentBalance } from '../rules/current-balance';
import type { UsageItem } from '../rules/usage-items';
import { UsageLedger } from './usage-ledger';
import { writeShares } from './meter-shares.query';
import { writeReservations } from './write-reservations.query';
import { WRITE_USAGE } from './write-usage.query';

/** Under which amounts are kept instead of taken. */
export interface Reservation {
  readonly tokenHash: string;
  readonly expiresAt: Date;
}

export interface UsageCall extends LicenseCall {
  readonly items: readonly UsageItem[];
  /** The amounts are reserved. */
  readonly reservation?: Reservation;
  readonly lookup: ContextLookup;
  /** The key of the sender, if it is another one than that of the license, or was sent in another spelling. */
  readonly foundKey?: FoundKey;
  /** A batch runs in the context of any of its requests. */
  readonly sender: RequestContext | undefined;
}

export interface UsageOutcome {
  /** The meters of the items after the call, or why nothing of it counts. */
  readonly result: readonly CurrentBalance[] | DomainError;
  /** Undefined for a call that is not logged. */
  readonly entry?: VerificationEntry;
  readonly records: readonly ChangeRecord[];
  /** No license has the key as sent: nothing is decided until the call is repeated with the current one. */
  readonly found?: FoundKey;
}

/** A license that is locked for longer must not delay the other licenses of a batch: then, the calls are made singly. */
const LOCK_TIMEOUT = '200ms';
/** While one batch is written, the next one is judged. */
const CONCURRENCY = 2;
const BATCH_SETTINGS = `SET LOCAL lock_timeout = '${LOCK_TIMEOUT}'; `;

/**
 * Takes and returns amounts of meters. Calls that arrive while a transaction is running share the next one, which locks
 * their licenses in the order of the ids; each call is answered after the commit.
 */
@Injectable()
export class UseMetersService {
  private readonly batcher: Batcher<UsageCall, UsageOutcome>;

  constructor(
    private readonly work: UnitOfWork,
    private readonly contexts: LicenseContextLoader,
    private readonly keys: KeyLookupsService,
    private readonly judge: JudgeUsageService,
    private readonly terms: StartTermService,
    private readonly log: VerificationLogService,
    private readonly clock: Clock,
    batches: BatchDatabase,
  ) {
    this.batcher = batches.batcher(
      'usage',
      (calls) => this.work.runBatch(() => this.settle(calls), BATCH_SETTINGS + lockOf(calls)),
      (call) => this.settleSingly(call),
      CONCURRENCY,
    );
  }

  /**
   * All items or none. Throws for a license that is not usable and for an item that does not fit, after recording it.
   * @param reservation keeps the amounts instead of taking them
   */
  async use(
    key: string,
    device: Device | undefined,
    scope: VerificationScope,
    items: readonly UsageItem[],
    reservation?: Reservation,
  ): Promise<readonly CurrentBalance[]> {
    const call = { ...this.callOf(key, device, scope, items), reservation };
    const { result, entry } = await this.decide(call);
    if (entry) {
      this.log.countCall(entry);
    }
    if (result instanceof DomainError) {
      throw result;
    }
    return result;
  }

  private callOf(
    key: string,
    device: Device | undefined,
    scope: VerificationScope,
    items: readonly UsageItem[],
  ): UsageCall {
    const request = toVerificationRequest('check', device, scope);
    const { product, version, user } = request;
    const options = { product, version, user, withMeters: true, components: device?.components };
    const lookup = this.contexts.lookup(key, device?.fingerprint, this.clock.now(), options);
    return { key, device, request, items, lookup, sender: currentRequest() };
  }

  private async decide(call: UsageCall): Promise<UsageOutcome> {
    const isSingle = this.work.isRunning || !isStorable({ ...call.lookup, app_version: call.device?.appVersion });
    const outcome = await (isSingle ? this.settleSingly(call) : this.batcher.add(call));
    const { found } = outcome;
    return found === undefined
      ? outcome
      : this.decide({ ...call, foundKey: found, lookup: { ...call.lookup, key: found.current } });
  }

  private settleSingly(call: UsageCall): Promise<UsageOutcome> {
    return this.work.runQueued(changeQueueKey(call.lookup.key), async () => {
      const [outcome] = await this.work.run(() => this.settle([call]), lockOf([call]));
      if (!outcome) {
        throw new Error('A call has no outcome');
      }
      return outcome;
    });
  }

  /** In a transaction that has locked the licenses of the calls. */
  private async settle(calls: readonly UsageCall[]): Promise<UsageOutcome[]> {
    const now = this.clock.now();
    // Read after locking: a statement sees what was committed before it began.
    const contexts = await this.contexts.findEach(calls.map(({ lookup }) => ({ ...lookup, now })));
    const otherwiseKnown = await this.keysOf(
      calls.filter((_, index) => !contexts[index]),
      now,
    );
    const ledger = new UsageLedger();
    const outcomes: UsageOutcome[] = [];
    for (const [index, call] of calls.entries()) {
      const found = otherwiseKnown.get(call);
      outcomes.push(
        found === undefined
          ? await this.judge.judge(call, contextOf(call, contexts[index]), now, ledger)
          : { result: [], records: [], found },
      );
    }
    await this.write(ledger, outcomes, now);
    return outcomes;
  }

  /** Licenses with other keys than those sent are not locked yet, and locking them now could be a deadlock. */
  private async keysOf(unfound: readonly UsageCall[], now: Date): Promise<ReadonlyMap<UsageCall, FoundKey>> {
    const keys = await this.keys.findEach(
      unfound.map(({ key, lookup: { fingerprint }, sender }) => ({
        key,
        form: inRequest(sender, () => typedFormOf(key)),
        fingerprint,
      })),
      now,
    );
    const moved = new Map<UsageCall, FoundKey>();
    for (const [index, call] of unfound.entries()) {
      const found = keys[index];
      if (found && found.current !== call.lookup.key) {
        moved.set(call, found);
      }
    }
    return moved;
  }

  private async write(ledger: UsageLedger, outcomes: readonly UsageOutcome[], now: Date): Promise<void> {
    const { balanceChanges, holdChanges, draws } = ledger;
    const records = this.work.recordRows(outcomes.flatMap((outcome) => outcome.records));
    const [written] = await this.log.query<{ rows: number }>(
      WRITE_USAGE,
      [databaseJson(balanceChanges), databaseJson(holdChanges), records, now, databaseJson(draws)],
      outcomes.flatMap(({ entry }) => entry ?? []),
    );
    if (written?.rows !== ledger.rows) {
      throw problem('METERS_CHANGED');
    }
    await writeShares(this.work.manager, ledger.shareChanges);
    await writeReservations(this.work.manager, ledger.reservations);
    for (const { license, sender } of ledger.startingTerms) {
      await this.terms.start(license, now, sender);
    }
  }
}

function lockOf(calls: readonly UsageCall[]): string {
  return lockByKeys(calls.map(({ lookup }) => lookup.key));
}

function contextOf({ foundKey }: UsageCall, context: LicenseContext | null | undefined): LicenseContext | null {
  return (context && foundKey ? contextByKey(foundKey, context) : context) ?? null;
}
