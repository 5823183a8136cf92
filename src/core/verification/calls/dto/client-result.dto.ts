import { ApiExtraModels, ApiProperty, ApiPropertyOptional, getSchemaPath } from '@nestjs/swagger';
import { FieldProblemDto } from '../../../common/dialects/dto/error.dto';
import { HeldEntitlementDto, effectiveEntitlements } from '../../../licenses/grants/dto/effective-grants.dto';
import { featuresAt } from '../../../licenses/grants/effective-grants';
import { LICENSE_STATUSES, type LicenseStatus } from '../../../licenses/licenses/license-status';
import { isEnough } from '../../rules/current-balance';
import type { UsageItem } from '../../rules/usage-items';
import type { ReportableRule } from '../../../catalog/policies/behavior';
import { LinkedAnswerDto } from './linked-answer.dto';
import { balanceFields, CreditUsageDto, MeterUsageDto } from './meter-usage.dto';
import { ifSigned, SignedAnswerDto, SignedOutcomeDto } from '../../signed-answers/dto/signed-answer.dto';
import { programLinks } from '../../signed-answers/program-claims';
import type { Heartbeat } from '../check-license.service';
import type { CheckedLicense } from '../../rules/checked-license';
import { type VerificationResult, messageOf, VERDICT_CODES, type VerdictCode } from '../../rules/verdict';
import type { Activated } from '../activate-license.service';
import { pendingStart } from '../../../licenses/licenses/license-term';
import { activationId } from '../../../licenses/activations/activation-id';
import { fieldProblem } from '../../../common/errors/domain-error';

class LicenseFileStatusDto {
  /** Whether the file was revoked, the seat of its device was released since, or the file belongs to another license. */
  revoked!: boolean;
}

export class ActivationResultDto extends LinkedAnswerDto {
  /** Always true: refusals are errors. */
  @ApiProperty({ enum: [true] })
  success!: boolean;

  /**
   * ID of the activation.
   * @example "act_456"
   */
  activation_id!: string;

  /** Only present, as false, if the policy lets the device run without a seat. */
  takes_seat?: boolean;

  /** Codes of the features of the license that hold now. */
  features!: string[];

  @ApiProperty({ type: 'integer', nullable: true, description: 'Maximum number of users; null is unlimited.' })
  max_users!: number | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Expiration date; null if the license never expires.',
  })
  valid_until!: Date | null;

  static from(
    { activation, license, wouldBe }: Activated,
    { now, signed, manageUrl }: Pick<ValidationFacts, 'now' | 'signed' | 'manageUrl'>,
  ): ActivationResultDto {
    return {
      success: true,
      activation_id: activationId(activation),
      ...(activation.takesSeat ? {} : { takes_seat: false }),
      ...grants(license, wouldBe, now),
      ...programLinks(license, manageUrl),
      ...ifSigned(signed),
    };
  }
}

export class SeatUsageDto {
  @ApiProperty({ type: 'integer', description: 'Number of seats in use.' })
  taken!: number;

  @ApiProperty({
    type: 'integer',
    description: 'Maximum number of seats, without those that the policy allows above it.',
  })
  limit!: number;

  @ApiProperty({ type: 'integer', minimum: 1, description: 'Number of seats in use above the limit.' })
  over!: number;
}

export class SessionsInUseDto {
  @ApiProperty({ type: 'integer', description: 'Number of sessions that run now.' })
  used!: number;

  @ApiProperty({ type: 'integer', description: 'Maximum number of sessions that may run.' })
  max!: number;
}

export class LicenseUsageDto {
  /** State of the license now. */
  @ApiProperty({ enum: LICENSE_STATUSES, enumName: 'LicenseStatus' })
  status!: LicenseStatus;

  /** Reference of the product. */
  product!: string;

  /** Number of seats in use. */
  @ApiProperty({ type: 'integer' })
  seats_used!: number;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Maximum number of seats; null is unlimited.' })
  max_activations!: number | null;

  /** Only present while more seats are in use than `max_activations`. */
  seats?: SeatUsageDto;

  /** Sessions on floating seats. Only present if the license has a maximum of sessions. */
  sessions?: SessionsInUseDto;

  /**
   * Seat usage as text.
   * @example "2 of 5 seats"
   */
  use!: string;

  static from(
    license: CheckedLicense,
    { seatsTaken, sessionsRunning: used = null }: Pick<VerificationResult, 'seatsTaken' | 'sessionsRunning'>,
    now: Date,
  ): LicenseUsageDto {
    const { maxActivations: limit, maxSessions: max } = license;
    return {
      status: license.statusAt(now),
      product: license.product?.reference ?? '',
      seats_used: seatsTaken,
      max_activations: limit,
      ...(limit !== null && seatsTaken > limit && { seats: { taken: seatsTaken, limit, over: seatsTaken - limit } }),
      ...(used !== null && max !== null && { sessions: { used, max } }),
      use:
        limit === null
          ? `${seatsTaken} ${seatsTaken === 1 ? 'seat' : 'seats'}, unlimited`
          : `${seatsTaken} of ${limit} seats`,
    };
  }
}

/** Fields that an answer contains only if the call asks for them. */
interface AddedFacts {
  readonly signed: string | undefined;
  /** Whether the license file that the call names is revoked. */
  readonly isRevoked: boolean | undefined;
}

interface ValidationFacts extends AddedFacts {
  readonly nonce: string | undefined;
  /** Page for customers; empty for none. */
  readonly manageUrl: string;
  readonly now: Date;
  /** Amounts of which the call asks whether they are left. */
  readonly items?: readonly UsageItem[];
}

@ApiExtraModels(HeldEntitlementDto)
export class ValidationResultDto extends LinkedAnswerDto {
  /** Whether the license is valid for this request. */
  valid!: boolean;

  @ApiProperty({ enum: VERDICT_CODES, enumName: 'VerdictCode', description: 'Result code.' })
  code!: VerdictCode;

  /**
   * The code in words, for a person.
   * @example "License is valid"
   */
  message!: string;

  @ApiProperty({ type: LicenseUsageDto, nullable: true, description: 'Null if the license was not found.' })
  license!: LicenseUsageDto | null;

  /** Codes of the features of the license that hold now. */
  features!: string[];

  @ApiProperty({ type: 'integer', nullable: true, description: 'Maximum number of users; null is unlimited.' })
  max_users!: number | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Expiration date; null if the license never expires.',
  })
  valid_until!: Date | null;

  @ApiPropertyOptional({
    type: [FieldProblemDto],
    description:
      'The required entitlements that the license does not have, as `entitlements.<code>`. Only present with ENTITLEMENT_MISSING.',
  })
  details?: FieldProblemDto[];

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { $ref: getSchemaPath(HeldEntitlementDto) },
    description: 'Entitlements that hold now, by code. Only present if there are some.',
  })
  entitlements?: Record<string, HeldEntitlementDto>;

  /** The license's meters in their current periods. Only present if it has some. */
  meters?: MeterUsageDto[];

  /** The license's credits in their current periods. Only present if it has some. */
  credits?: CreditUsageDto[];

  /** Whether the `items` of the call could be taken now. Only present if it has some. */
  enough?: boolean;

  @ApiProperty({ type: String, nullable: true, description: 'The nonce of the request.' })
  nonce!: string | null;

  /** Status of the license file that the call named. Only present if it named one and the license was found. */
  license_file?: LicenseFileStatusDto;

  static from(
    result: VerificationResult,
    { nonce, now, signed, isRevoked, manageUrl, items }: ValidationFacts,
  ): ValidationResultDto {
    const { usable, code, missing = [], license, wouldBe } = result;
    const { meters, credits } = balanceFields(result.meters);
    const entitlements = license ? effectiveEntitlements(license.effectiveGrants, now) : {};
    return {
      valid: usable,
      code,
      message: messageOf(code),
      license: license && LicenseUsageDto.from(license, result, now),
      ...grants(license, wouldBe, now),
      ...(missing.length > 0 && { details: missing.map(missingEntitlement) }),
      ...(Object.keys(entitlements).length > 0 && { entitlements }),
      ...(meters.length > 0 && { meters }),
      ...(credits && { credits }),
      ...(items && { enough: usable && isEnough(result.meters, items, now) }),
      nonce: nonce ?? null,
      ...programLinks(license, manageUrl),
      ...ifFileNamed(isRevoked),
      ...ifSigned(signed),
    };
  }
}

export class HeartbeatResultDto extends SignedAnswerDto {
  /** Always true: refusals are errors. */
  @ApiProperty({ enum: [true] })
  success!: boolean;

  /** When the next heartbeat is due. */
  next_heartbeat!: Date;

  /** Status of the license file that the call named. Only present if it named one. */
  license_file?: LicenseFileStatusDto;

  static from({ nextHeartbeat }: Heartbeat, { signed, isRevoked }: AddedFacts): HeartbeatResultDto {
    return { success: true, next_heartbeat: nextHeartbeat, ...ifFileNamed(isRevoked), ...ifSigned(signed) };
  }
}

export class DeactivationResultDto extends SignedOutcomeDto {
  /** Always true: refusals are errors. */
  @ApiProperty({ enum: [true] })
  success!: boolean;
}

/** Empty if the call named no license file. */
function ifFileNamed(isRevoked: boolean | undefined): { license_file?: LicenseFileStatusDto } {
  return isRevoked === undefined ? {} : { license_file: { revoked: isRevoked } };
}

function missingEntitlement(code: string): FieldProblemDto {
  const { field, reason, message } = fieldProblem('ENTITLEMENT_NOT_HELD', { field: `entitlements.${code}`, code });
  return { field, reason, message };
}

function grants(
  license: CheckedLicense | null,
  wouldBe: ReportableRule | undefined,
  now: Date,
): Pick<ActivationResultDto, 'features' | 'max_users' | 'valid_until' | 'starts_on' | 'would_be'> {
  return {
    features: license ? featuresAt(license, now) : [],
    max_users: license?.maxUsers ?? null,
    valid_until: license?.expiresAt ?? null,
    ...pendingStart(license),
    ...(wouldBe !== undefined && { would_be: wouldBe }),
  };
}
