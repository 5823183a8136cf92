import { Injectable } from '@nestjs/common';
import { identifierOf } from '../../../core/licenses';
import type { LicenseWithUsage } from '../../../core/licensing';
import { CheckLicenseService, type VerificationResult } from '../../../core/verification';
import { BearerLicensesService } from './bearer-licenses.service';
import { type DescribedLicense, DescribedLicensesService } from './described-licenses.service';
import { LicenseMachinesService } from './license-machines.service';
import { CODES, DETAILS, isFloating, type ValidationCode } from './validation-codes';

/** Requirements of a program; those left out are not checked. */
export interface ValidationScope {
  /** UUID or reference. */
  readonly product?: string;
  /** UUID or name. */
  readonly policy?: string;
  readonly user?: string | null;
  /** UUID of an activation. */
  readonly machine?: string;
  readonly fingerprint?: string;
  /** Any of them is enough. */
  readonly fingerprints?: readonly string[];
  readonly entitlements?: readonly string[];
  readonly version?: string;
  /** SHA-256 of a published file. */
  readonly checksum?: string;
}

export interface Validation {
  readonly usable: boolean;
  readonly code: ValidationCode;
  readonly detail: string;
  /** Null for an unknown key. */
  readonly described: DescribedLicense | null;
}

/** A requirement that the license does not meet, or the device that is checked, if any. */
interface Target {
  readonly fault?: ValidationCode;
  readonly fingerprint?: string;
}

@Injectable()
export class ValidationsService {
  constructor(
    private readonly checking: CheckLicenseService,
    private readonly bearers: BearerLicensesService,
    private readonly descriptions: DescribedLicensesService,
    private readonly machines: LicenseMachinesService,
  ) {}

  /** @param known the license, if the caller has found it */
  async validate(key: string, scope: ValidationScope = {}, known?: LicenseWithUsage): Promise<Validation> {
    const found = known ?? (await this.bearers.find(key));
    const target = found ? await this.targetOf(found, scope) : {};
    const result = await this.check(key, scope, target, found);
    const current = found && (await this.bearers.find(key));
    const code = codeOf(result, scope, target, current);
    return {
      usable: result.usable,
      code,
      detail: scope.machine === undefined ? DETAILS[code] : DETAILS[code].replace(/^fingerprint/, 'machine'),
      described: current && (await this.descriptions.describe(current)),
    };
  }

  private check(
    key: string,
    { product, policy, user, entitlements, version, checksum }: ValidationScope,
    { fault, fingerprint }: Target,
    found: LicenseWithUsage | null,
  ): Promise<VerificationResult> {
    const own = found?.license.products?.find(({ uid }) => uid === product);
    return this.checking.check(
      key,
      fingerprint === undefined ? undefined : { fingerprint },
      {
        product: own?.reference ?? product,
        user: typeof user === 'string' ? identifierOf(user) : undefined,
        policy,
        entitlements,
        version,
        checksum: checksum?.toLowerCase(),
        // Refused after the rules about the license itself, and recorded as refused.
        ...(fault !== undefined && { boundFingerprint: fault }),
      },
      { withSeats: true },
    );
  }

  private async targetOf({ license }: LicenseWithUsage, scope: ValidationScope): Promise<Target> {
    const { machine, fingerprint, fingerprints, entitlements } = scope;
    if (entitlements?.length === 0) {
      return { fault: 'ENTITLEMENTS_SCOPE_EMPTY' };
    }
    if (machine !== undefined) {
      const activation = await this.machines.findById(license, machine);
      return activation ? { fingerprint: activation.fingerprint } : { fault: 'MACHINE_SCOPE_MISMATCH' };
    }
    if (fingerprint !== undefined || fingerprints === undefined) {
      return { fingerprint };
    }
    const [first] = fingerprints;
    return first === undefined
      ? { fault: 'FINGERPRINT_SCOPE_EMPTY' }
      : { fingerprint: (await this.machines.findAny(license, fingerprints))?.fingerprint ?? first };
  }
}

function codeOf(
  { code, seatsTaken }: VerificationResult,
  { user }: ValidationScope,
  { fault }: Target,
  found: LicenseWithUsage | null,
): ValidationCode {
  const isOfDevice = code === 'NOT_ACTIVATED' || code === 'DEVICE_MISMATCH';
  const concernsMachine = fault === undefined || fault === 'MACHINE_SCOPE_MISMATCH';
  if (found && isOfDevice && concernsMachine && seatsTaken === 0) {
    return isFloating(found.license) ? 'NO_MACHINES' : 'NO_MACHINE';
  }
  if (code === 'USER_MISMATCH' && typeof user !== 'string') {
    return 'USER_SCOPE_REQUIRED';
  }
  return isOfDevice && fault !== undefined ? fault : CODES[code];
}
