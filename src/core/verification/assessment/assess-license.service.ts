import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { productScope } from '../../identity/permissions/caller';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { needsFreeHosts } from '../../licenses/activations/device-rules';
import { FreeHostsService } from '../../licenses/activations/free-hosts.service';
import { GroupLimitsService, type TakenFromGroup } from '../../licenses/group-limits/group-limits.service';
import { changeQueueKey } from '../../licenses/licenses/typed-key';
import { KeyLookupsService } from '../../licenses/licenses/key-lookups.service';
import { ActivationThrottleService } from './activation-throttle.service';
import { Assessment, type LicenseCall, type Rules } from '../rules/assessment';
import { type BehaviorOverrides, withBehavior } from '../rules/behavior-overrides';
import { type ContextOptions, type KnownContext, LicenseContextLoader, contextByKey } from './license-context.loader';
import { lockStatement } from '../context/license-context.query';
import { namedScopes } from '../context/scope-columns';
import type { LicenseContext, VerificationRequest } from '../rules/license-context';
import { LicenseSizesService } from './license-sizes.service';
import { LicenseRulesService } from '../extension/license-rules.service';
import { noteLicense } from './note-license';
import { needsSeatOfFreeHost, needsSizesOf, takesSeat } from '../rules/seat-rules';
import { assignsUser } from '../rules/user-rules';
import { TransfersService } from './transfers.service';

export interface LockedOptions extends Pick<ContextOptions, 'withLatestVersion' | 'withMeters' | 'withSessions'> {
  readonly behavior?: BehaviorOverrides;
  readonly rules?: Rules;
  /** Apply the limits of refused activations per address and domain. */
  readonly throttled?: boolean;
  /** Apply the limit of deactivations by programs. */
  readonly isTransfer?: boolean;
}

interface SentKey {
  readonly key: string;
  readonly fingerprint: string | undefined;
  readonly now: Date;
}

export interface KnownAssessment {
  readonly known: KnownContext;
  readonly assessment: Assessment;
}

/** Finds the license of a call and judges the call: the first two steps of every operation. The third is its log entry. */
@Injectable()
export class AssessLicenseService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly contexts: LicenseContextLoader,
    private readonly throttle: ActivationThrottleService,
    private readonly transfers: TransfersService,
    private readonly keys: KeyLookupsService,
    private readonly groups: GroupLimitsService,
    private readonly freeHosts: FreeHostsService,
    private readonly sizes: LicenseSizesService,
    private readonly pluginRules: LicenseRulesService,
    private readonly clock: Clock,
  ) {}

  async assess(call: LicenseCall, options: ContextOptions = {}): Promise<Assessment> {
    const now = this.clock.now();
    const context = await this.find(call.key, call.request.fingerprint, now, readingOf(call, options));
    noteLicense(context);
    const sized = context && needsSizesOf(context, call.request) ? await this.withSizes(context, now) : context;
    return this.pluginRules.judge(new Assessment(call, sized, now));
  }

  /**
   * Judges a call by what this node knows; undefined if its license must be read. The verdict counts only once the log has
   * confirmed that nothing has changed.
   */
  assessKnown(call: LicenseCall, options: ContextOptions): KnownAssessment | undefined {
    const { fingerprint } = call.request;
    if (fingerprint === undefined || !this.contexts.mayKnow) {
      return undefined;
    }
    const now = this.clock.now();
    const known = this.contexts.findKnown(call.key, fingerprint, now, readingOf(call, options));
    if (!known || this.pluginRules.concern(known.context, call.request)) {
      return undefined;
    }
    noteLicense(known.context);
    return { known, assessment: new Assessment(call, known.context, now) };
  }

  forget({ known }: KnownAssessment): void {
    this.contexts.forget(known);
  }

  /** Judges a call as if it were made now. Nothing is locked, taken, logged or counted. */
  async assessAlone(call: LicenseCall): Promise<Assessment> {
    const assessment = (await this.assess(call)).asBindIfAllowed();
    const { context, now } = assessment;
    if (!context) {
      return assessment;
    }
    const { request } = assessment.call;
    const hosts = await this.withSeatsOfFreeHosts(await this.withFreeHosts(context, request), request);
    const left = await this.groups.leftNow(context.license.groupId, takenFromGroup(hosts, request));
    return this.pluginRules.judge(new Assessment(assessment.call, { ...hosts, ...left }, now));
  }

  /**
   * Locks the license's row and, if devices are unique within the product, the device. Judges the call under the locks,
   * which hold until the work is committed.
   */
  assessLocked<T>(
    call: LicenseCall,
    work: (assessment: Assessment) => Promise<T>,
    { behavior, rules, throttled = false, isTransfer = false, ...reading }: LockedOptions = {},
  ): Promise<T> {
    const { key, device, request } = call;
    const judge = async (): Promise<Assessment> => {
      const now = this.clock.now();
      const isThrottled = throttled && device !== undefined && (await this.throttle.isExceeded(device));
      // Read after locking: a statement sees what was committed before it began.
      const reserveId = request.operation === 'activate' || request.operation === 'bind';
      const options = { ...readingOf(call, reading), reserveId };
      const read = async () => withBehavior(await this.findLocked(key, device?.fingerprint, now, options), behavior);
      const found = await this.findWithSeat(request, read);
      noteLicense(found);
      const hosts = found && (await this.withFreeHosts(found, request));
      const context = hosts && needsSizesOf(hosts, request) ? await this.withSizes(hosts, now) : hosts;
      const transfersExhausted = isTransfer && context !== null && (await this.transfers.areExhausted(context, now));
      const left = context && (await this.groups.leftFor(context.license.groupId, takenFromGroup(context, request)));
      const changed = context && { ...context, ...left, isThrottled, transfersExhausted };
      const assessment = new Assessment(call, changed, now, rules);
      // Rules given instead of the verdict's, as for deactivations, stand alone.
      return rules ? assessment : this.pluginRules.judge(assessment);
    };
    const lock = lockStatement(key, device?.fingerprint, productScope());
    return this.work.runSerialized(changeQueueKey(key), async () => work(await judge()), lock);
  }

  /** Lets hosts that need no seat give theirs up for a host in production, which they must not lock out. */
  private async findWithSeat(
    request: VerificationRequest,
    read: () => Promise<LicenseContext | null>,
  ): Promise<LicenseContext | null> {
    const found = await read();
    return found && needsSeatOfFreeHost(found, request) && (await this.freeHosts.giveUpSeats(found)) ? read() : found;
  }

  /** Changes nothing: the seats only count as free. */
  private async withSeatsOfFreeHosts(context: LicenseContext, request: VerificationRequest): Promise<LicenseContext> {
    if (!needsSeatOfFreeHost(context, request)) {
      return context;
    }
    const seatsTaken = context.seatsTaken - (await this.freeHosts.withNeedlessSeat(context)).length;
    return { ...context, seatsTaken, seatsExpired: Math.min(context.seatsExpired, seatsTaken) };
  }

  /** Counts the hosts of the license without a seat, if that decides about the seat of this one. */
  private async withFreeHosts(context: LicenseContext, request: VerificationRequest): Promise<LicenseContext> {
    return needsFreeHosts(context, request)
      ? { ...context, freeHosts: await this.freeHosts.count(context.license.id) }
      : context;
  }

  /** Adds the sizes of the license's devices. */
  private async withSizes(context: LicenseContext, now: Date): Promise<LicenseContext> {
    return { ...context, sizes: await this.sizes.read(context, now) };
  }

  /** A key that no license has may be a retired one, or one that was typed differently. */
  private find(
    key: string,
    fingerprint: string | undefined,
    now: Date,
    options: ContextOptions,
  ): Promise<LicenseContext | null> {
    const find = (current: string) => this.contexts.find(current, fingerprint, now, options);
    return find(key).then((context) => context ?? this.findByOtherKey({ key, fingerprint, now }, find));
  }

  /**
   * @param tried a current key with which no license was found, because it was rotated meanwhile or is out of scope
   */
  private async findByOtherKey(
    sent: SentKey,
    find: (currentKey: string) => Promise<LicenseContext | null>,
    tried?: string,
  ): Promise<LicenseContext | null> {
    const found = await this.keys.find(sent.key, sent.now, sent.fingerprint);
    if (found === null || found.current === tried) {
      return null;
    }
    const context = await find(found.current);
    return context ? contextByKey(found, context) : this.findByOtherKey(sent, find, found.current);
  }

  /** The statement that started the transaction locked the license, unless it has another key than the one sent. */
  private async findLocked(
    key: string,
    fingerprint: string | undefined,
    now: Date,
    options: ContextOptions,
  ): Promise<LicenseContext | null> {
    const context = await this.find(key, fingerprint, now, options);
    if (context === null || (context.currentKey ?? context.license.key) === key) {
      return context;
    }
    await this.work.manager.query(lockStatement(context.license.id, fingerprint, productScope()));
    return this.find(key, fingerprint, now, options);
  }
}

/** The options, with what the call asks of its license. */
function readingOf({ request, device }: LicenseCall, options: ContextOptions): ContextOptions {
  const { product, version, user } = request;
  return { ...options, product, version, user, components: device?.components, scopes: namedScopes(request) };
}

function takenFromGroup(context: LicenseContext, request: VerificationRequest): TakenFromGroup {
  return { seat: takesSeat(context, request), user: assignsUser(context, request) ? request.user : undefined };
}
