import { currentRequest } from '../../common/http/request-context';
import type { Device } from '../../licenses/activations/device';
import type { DeviceFacts } from '../../licenses/activations/device-rules';
import { changesSizes } from '../../licenses/activations/device-size';
import type { BehaviorOverrides } from './behavior-overrides';
import { startsTerm } from '../../licenses/licenses/license-term';
import { assignsUser } from './user-rules';
import { evaluate, withoutReportedLimits } from './evaluate';
import type { LicenseContext, VerificationRequest } from './license-context';
import { type ReachedLimit, reachedLimit } from './reached-limit';
import { needsSeatOfFreeHost, takesSeat } from './seat-rules';
import type { VerificationEntry } from '../log/verification-log.service';
import { LicenseRefused } from './verification.errors';
import type { Operation } from '../log/verification.entity';
import type { Verdict, VerdictCode, VerificationResult } from './verdict';

/** Request data besides the device; omitted fields are not checked. */
export interface VerificationScope extends Omit<
  VerificationRequest,
  'operation' | 'fingerprint' | 'caller' | keyof DeviceFacts
> {
  readonly behavior?: BehaviorOverrides;
}

/** A license key with the device that presents it. */
export interface LicenseCall {
  /** License key as sent. */
  readonly key: string;
  readonly device?: Device;
  readonly request: VerificationRequest;
}

export type Rules = (context: LicenseContext | null, request: VerificationRequest, now: Date) => Verdict;

/** Operations that update the last-seen date. Activation and deactivation write the row themselves. */
const UPDATES_LAST_SEEN: readonly Operation[] = ['check', 'heartbeat', 'session', 'download', 'usage'];

const BINDABLE: readonly VerdictCode[] = ['NOT_ACTIVATED', 'DEVICE_MISMATCH'];

/** A call with the state of its license and the verdict, at one instant. */
export class Assessment {
  readonly verdict: Verdict;
  readonly context: LicenseContext | null;
  /** The device was active before the call. */
  readonly wasActive: boolean;

  constructor(
    readonly call: LicenseCall,
    context: LicenseContext | null,
    readonly now: Date,
    rules: Rules = evaluate,
  ) {
    this.verdict = rules(context, call.request, now);
    this.context = context && this.verdict.wouldBe ? withoutReportedLimits(context, now) : context;
    this.wasActive = context?.activation?.isActive ?? false;
  }

  /** Null if refused. */
  get usable(): LicenseContext | null {
    return this.verdict.usable ? this.context : null;
  }

  get takesSeat(): boolean {
    return this.usable !== null && takesSeat(this.usable, this.call.request);
  }

  /** The call is refused a seat that a host which needs none may have. */
  get needsSeatOfFreeHost(): boolean {
    return (
      BINDABLE.includes(this.verdict.code) &&
      this.context !== null &&
      needsSeatOfFreeHost(this.context, this.call.request)
    );
  }

  get assignsUser(): boolean {
    return this.usable !== null && assignsUser(this.usable, this.call.request);
  }

  /** The first check or download starts the term of some licenses. */
  get startsTerm(): boolean {
    return this.usable !== null && startsTerm(this.usable.license, this.call.request.operation);
  }

  /** The call starts the term, or the device reports other components or another size than before. */
  get changesLicense(): boolean {
    return this.startsTerm || this.usable?.componentsChanged === true || this.changesSize;
  }

  private get changesSize(): boolean {
    return this.usable !== null && changesSizes(this.usable, this.call.request);
  }

  /** The same call judged as another operation. */
  as(operation: VerificationRequest['operation']): Assessment {
    return new Assessment({ ...this.call, request: { ...this.call.request, operation } }, this.context, this.now);
  }

  /** Judges a check by a device without a seat as a `bind`, if the policy lets checks take a free seat. */
  asBindIfAllowed(): Assessment {
    const { device, request } = this.call;
    const mayBind =
      device !== undefined && request.operation === 'check' && this.context?.behavior.bindOnCheck === true;
    return mayBind && BINDABLE.includes(this.verdict.code) ? this.as('bind') : this;
  }

  entry(operation: Operation, outcome: string = this.verdict.code): VerificationEntry {
    const { key, device, request } = this.call;
    return {
      operation,
      outcome,
      key,
      licenseId: this.context?.license.id ?? null,
      fingerprint: device?.fingerprint,
      kind: device?.kind,
      appVersion: device?.appVersion,
      seenActivationId: this.isCheckIn(operation) ? this.context?.activation?.id : undefined,
      at: this.now,
      request: currentRequest(),
      reached: this.reported(reachedLimit(this.verdict.code, this.context, request)),
      wouldBe: this.verdict.wouldBe,
    };
  }

  /** For the entry of a request that this limit refuses. */
  reported(limit: ReachedLimit | undefined): VerificationEntry['reached'] {
    return limit && this.context ? { license: this.context.license, limit } : undefined;
  }

  /** A device whose check-in is overdue remains overdue until it activates again. */
  private isCheckIn(operation: Operation): boolean {
    return UPDATES_LAST_SEEN.includes(operation) && this.verdict.code !== 'CHECK_IN_OVERDUE';
  }

  /** @param context after the operation changed it */
  result(context = this.context): VerificationResult {
    // Named, because copying the verdict takes longer than making all of it.
    const { usable, code, missing, wouldBe } = this.verdict;
    return {
      usable,
      code,
      missing,
      wouldBe,
      license: context?.license ?? null,
      activation: context?.activation ?? null,
      seatsTaken: context?.seatsTaken ?? 0,
      latestVersion: context?.latestVersion,
      meters: context?.meters ?? [],
      sessionsRunning: context?.sessionsRunning,
      behavior: context?.behavior ?? null,
    };
  }

  refusal(): LicenseRefused {
    return new LicenseRefused(this.verdict.code, this.context);
  }
}

export function toVerificationRequest(
  operation: VerificationRequest['operation'],
  device: Device | undefined,
  scope: VerificationScope,
): VerificationRequest {
  const address = currentRequest()?.address;
  return {
    operation,
    fingerprint: device?.fingerprint,
    environment: device?.environment,
    cores: device?.cores,
    memoryMb: device?.memoryMb,
    diskGb: device?.diskGb,
    isLocalDomain: device?.isLocalDomain,
    kind: device?.kind,
    address,
    ...scope,
    caller: address,
  };
}
