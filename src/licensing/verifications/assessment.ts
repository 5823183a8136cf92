import { currentRequest } from '../../common/http/request-context';
import type { Device } from '../activations/device';
import type { BehaviorOverrides } from './behavior-overrides';
import { evaluate, type LicenseContext, takesSeat, type VerificationRequest } from './evaluate';
import type { VerificationEntry } from './verification-log.service';
import { LicenseRefused } from './verification.errors';
import type { Operation } from './verification.entity';
import type { Verdict, VerificationResult } from './verdict';

/** Request data besides the device; omitted fields are not checked. */
export interface VerificationScope extends Omit<VerificationRequest, 'operation' | 'fingerprint' | 'caller'> {
  readonly behavior?: BehaviorOverrides;
}

/** A license key with the device that presents it. */
export interface LicenseCall {
  /** As sent. */
  readonly key: string;
  readonly device?: Device;
  readonly request: VerificationRequest;
}

export type Rules = (context: LicenseContext | null, request: VerificationRequest, now: Date) => Verdict;

/** Operations that update the last-seen date. Activation and deactivation write the row themselves. */
const UPDATES_LAST_SEEN: readonly Operation[] = ['check', 'heartbeat', 'session', 'download', 'usage'];

/** A call with the state of its license and the verdict, at one instant. */
export class Assessment {
  readonly verdict: Verdict;

  constructor(
    readonly call: LicenseCall,
    readonly context: LicenseContext | null,
    readonly now: Date,
    rules: Rules = evaluate,
  ) {
    this.verdict = rules(context, call.request, now);
  }

  /** Null if refused. */
  get usable(): LicenseContext | null {
    return this.verdict.usable ? this.context : null;
  }

  get takesSeat(): boolean {
    return this.usable !== null && takesSeat(this.usable, this.call.request);
  }

  /** The same call judged as another operation. */
  as(operation: VerificationRequest['operation']): Assessment {
    return new Assessment({ ...this.call, request: { ...this.call.request, operation } }, this.context, this.now);
  }

  entry(operation: Operation, outcome: string = this.verdict.code): VerificationEntry {
    const { key, device } = this.call;
    return {
      operation,
      outcome,
      key,
      licenseId: this.context?.license.id ?? null,
      fingerprint: device?.fingerprint,
      appVersion: device?.appVersion,
      seenActivationId: UPDATES_LAST_SEEN.includes(operation) ? this.context?.activation?.id : undefined,
      at: this.now,
    };
  }

  /** @param context after the operation changed it */
  result(context = this.context): VerificationResult {
    return {
      ...this.verdict,
      license: context?.license ?? null,
      activation: context?.activation ?? null,
      seatsTaken: context?.seatsTaken ?? 0,
      latestVersion: context?.latestVersion,
      meters: context?.meters ?? [],
    };
  }

  refusal(): LicenseRefused {
    return new LicenseRefused(this.verdict.code, this.context);
  }
}

export function toVerificationRequest(
  operation: VerificationRequest['operation'],
  device: Device | undefined,
  { behavior: _behavior, ...scope }: VerificationScope,
): VerificationRequest {
  const address = currentRequest()?.address;
  return {
    operation,
    fingerprint: device?.fingerprint,
    address,
    ...scope,
    caller: address,
  };
}
