import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { currentRequest, inRequest, type RequestContext } from '../../common/http/request-context';
import { BatchDatabase } from '../../platform/database/batch-database';
import type { Batcher } from '../../platform/database/batcher';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { lockFreeByKeys } from '../../licenses/licenses/lock-license';
import { type KeyLookup, KeyLookupsService } from '../../licenses/licenses/key-lookups.service';
import { typedFormOf } from '../../licenses/licenses/typed-key';
import { ActivationThrottleService } from '../assessment/activation-throttle.service';
import { Assessment, type LicenseCall } from '../rules/assessment';
import { type BehaviorOverrides, withBehavior } from '../rules/behavior-overrides';
import type { LicenseContext, VerificationRequest } from '../rules/license-context';
import { LicenseRulesService } from '../extension/license-rules.service';
import { noteLicense } from '../assessment/note-license';
import { excessSeats, needsSeatOfFreeHost, needsSizesOf } from '../rules/seat-rules';
import { LicenseContextLoader } from '../assessment/license-context.loader';
import type { ContextLookup } from '../context/license-context.query';
import { namedScopes } from '../context/scope-columns';
import { isStorable } from '../log/storable';
import type { VerificationEntry } from '../log/verification-log.service';
import type { Device } from '../../licenses/activations/device';
import { needsFreeHosts } from '../../licenses/activations/device-rules';
import { describe, type SeatChange, SeatChangesService, type SeatedContext } from '../seats/seat-changes.service';

export interface ActivationCall extends LicenseCall {
  readonly device: Device;
}

/** A committed activation, or its refusal. */
export interface Decision {
  readonly assessment: Assessment;
  /** Null if refused. */
  readonly seated: SeatedContext | null;
}

interface Member extends ActivationCall {
  readonly behavior: BehaviorOverrides | undefined;
  readonly lookup: ContextLookup;
  /** A batch runs in the context of any of its requests. */
  readonly sender: RequestContext | undefined;
}

interface Judgement {
  readonly assessment: Assessment;
  readonly entry: VerificationEntry;
  /** Null if refused. */
  readonly change: SeatChange | null;
}

/** While one batch is written, the next one is judged. */
const CONCURRENCY = 2;

/**
 * Decides activations of different licenses in one transaction: those that arrive while one is running share the next one.
 * It waits for no license that others have locked.
 */
@Injectable()
export class ActivationBatchesService {
  private readonly batcher: Batcher<Member, Decision | null>;

  constructor(
    private readonly work: UnitOfWork,
    private readonly contexts: LicenseContextLoader,
    private readonly seats: SeatChangesService,
    private readonly keys: KeyLookupsService,
    private readonly throttle: ActivationThrottleService,
    private readonly pluginRules: LicenseRulesService,
    private readonly clock: Clock,
    batches: BatchDatabase,
  ) {
    this.batcher = batches.batcher(
      'activation',
      (members) => this.decideAll(members),
      () => Promise.resolve(null),
      CONCURRENCY,
    );
  }

  /** Null if the call has to be decided on its own. */
  async decide(call: ActivationCall, behavior?: BehaviorOverrides): Promise<Decision | null> {
    const { key, device, request } = call;
    const { product, version } = request;
    const options = { product, version, scopes: namedScopes(request), reserveId: true };
    const lookup = this.contexts.lookup(key, device.fingerprint, this.clock.now(), options);
    const isSingle =
      this.work.isRunning ||
      this.throttle.isEnabled ||
      request.user !== undefined ||
      device.components !== undefined ||
      !isStorable({ ...lookup, app_version: device.appVersion });
    return isSingle ? null : this.batcher.add({ ...call, behavior, lookup, sender: currentRequest() });
  }

  private decideAll(members: readonly Member[]): Promise<(Decision | null)[]> {
    const lock = lockFreeByKeys(members.map(({ key }) => key));
    return this.work.runBatch(async (_manager, rows) => {
      const now = this.clock.now();
      const locked = new Set(rows.map((row) => 'id' in row && row.id));
      // Read after locking: a statement sees what was committed before it began.
      const contexts = await this.contexts.findEach(members.map(({ lookup }) => ({ ...lookup, now })));
      const otherwiseKnown = await this.knownOtherwise(members, contexts, now);
      const judgements = members.map((member, index) => {
        const context = contexts[index] ?? null;
        // Each license once: the context of another activation does not contain this one.
        const isOwn = context ? locked.delete(context.license.id) : !otherwiseKnown.has(member);
        return isOwn ? inRequest(member.sender, () => this.tryToJudge(member, context, now)) : null;
      });
      await this.write(judgements.filter((judgement) => judgement !== null));
      return judgements.map((judgement) => judgement && decisionOf(judgement));
    }, lock);
  }

  /** Those with a retired key, or a key that was typed differently: their activations are decided one by one. */
  private async knownOtherwise(
    members: readonly Member[],
    contexts: readonly (LicenseContext | null)[],
    now: Date,
  ): Promise<ReadonlySet<Member>> {
    const unknown = members.filter((_, index) => !contexts[index]);
    const found = await this.keys.findEach(unknown.map(keyLookupOf), now);
    return new Set(unknown.filter((_, index) => found[index]));
  }

  /** Null also for an error, so that it fails only the activation that it is about, which is repeated on its own. */
  private tryToJudge(member: Member, context: LicenseContext | null, now: Date): Judgement | null {
    noteLicense(context);
    try {
      return this.judge(member, withBehavior(context, member.behavior), now);
    } catch {
      return null;
    }
  }

  /** Null if the activation needs more than its license and the lock of it. */
  private judge(member: Member, context: LicenseContext | null, now: Date): Judgement | null {
    if (context && (needsMore(context, member.request) || this.pluginRules.concern(context, member.request))) {
      return null;
    }
    const assessment = new Assessment(member, context, now);
    const { usable } = assessment;
    const entry = assessment.entry('activate');
    if (!usable) {
      return { assessment, entry, change: null };
    }
    if (usable.activation && !assessment.takesSeat) {
      return { assessment, entry, change: this.seats.touch(usable, usable.activation, member.device) };
    }
    const { device, request } = member;
    const order = { facts: device, description: describe(device, usable.activation), request };
    return excessSeats(usable) > 0 ? null : { assessment, entry, change: this.seats.allocate(usable, order) };
  }

  private async write(judgements: readonly Judgement[]): Promise<void> {
    if (judgements.length > 0) {
      await this.seats.write(
        judgements.flatMap(({ change }) => change ?? []),
        judgements.map(({ entry }) => entry),
      );
    }
  }
}

/** The activation looks at devices of other licenses, at other hosts, at sizes, or at users. */
function needsMore(context: LicenseContext, request: VerificationRequest): boolean {
  const { behavior, license } = context;
  return (
    behavior.deviceUniqueWithin !== 'license' ||
    behavior.seatsPer !== 'device' ||
    license.groupId !== null ||
    needsFreeHosts(context, request) ||
    needsSeatOfFreeHost(context, request) ||
    needsSizesOf(context, request)
  );
}

function keyLookupOf({ key, lookup: { fingerprint }, sender }: Member): KeyLookup {
  return { key, form: inRequest(sender, () => typedFormOf(key)), fingerprint };
}

function decisionOf({ assessment, change }: Judgement): Decision {
  return { assessment, seated: change?.seated ?? null };
}
