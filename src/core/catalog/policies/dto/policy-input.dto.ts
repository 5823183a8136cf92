import { ApiProperty, PartialType } from '@nestjs/swagger';
import { IsBoolean, IsIn, ValidateBy } from 'class-validator';
import { IsLimit, IsName, IsNameList, MayBeMissing } from '../../../common/validation/fields';
import type { FeatureRate } from '../../grants/credit-terms';
import {
  AreCreditGrants,
  AreRates,
  IsNextRates,
  type SentCredits,
  type SentNextRates,
} from '../../grants/dto/credit-terms.dto';
import { AreEntitlementGrants, grantChange, type SentEntitlements } from '../../grants/dto/grants.dto';
import { AreMeterGrants, type SentMeters } from '../../grants/dto/meter-terms.dto';
import { durationOf, MAX_DURATION_MONTHS } from '../duration';
import { DEFAULT_KEY_FORMAT, keyFormatError } from '../key-format';
import type { NewPolicy, PolicyChange } from '../policies.service';
import {
  EXPIRY_BASES,
  type ExpiryBasis,
  MAX_DURATION_DAYS,
  TRIAL_REQUIREMENTS,
  type TrialRequirement,
} from '../policy.entity';
import { behaviorInput, type ReportableRule } from '../behavior';
import { PolicyBehaviorDto } from './behavior.dto';
import { BehaviorField } from './behavior-field';
import { asRule } from '../../../common/validation/rules';

/** Fields of a policy to create, as the native API takes them. */
export class CreatePolicyDto extends PolicyBehaviorDto {
  /**
   * Name of the policy.
   * @example "Floating, 5 seats"
   */
  @IsName()
  name!: string;

  /**
   * Key format: `uuid`, `ulid`, `random`, or text with `%X` (digit), `%Y` (capital letter), `%Z` (either) and `%{year}`.
   * `%C` is a check character of the `%Y` and `%Z` right before it, by which apps and forms find typing errors.
   * New keys have no I, L and O, and `%Z` writes no 0 and 1, so that people can read them.
   * With `signed`, a key is a compact JWS of at most 255 characters that apps verify with `/.well-known/jwks.json`; the
   * product's reference must not be longer than 21 characters.
   * @example "LIC-%Z{16}"
   */
  @MayBeMissing()
  @IsName()
  @ValidateBy(
    {
      name: 'isKeyFormat',
      validator: {
        validate: (text) => typeof text === 'string' && keyFormatError(text) === null,
        defaultMessage: (args) => keyFormatError(String(args?.value))?.message ?? 'key_format must be a string',
      },
    },
    asRule({ params: (value) => keyFormatError(String(value))?.params ?? { fault: 'other' } }),
  )
  @ApiProperty({ required: false, default: DEFAULT_KEY_FORMAT })
  key_format?: string;

  /**
   * Start of the term: at issue with `fixed` and `creation`; otherwise with the first activation, the first successful
   * check or activation (`first_validation`), the first successful download of a version, or the first use that is counted
   * (`first_use`).
   */
  @MayBeMissing()
  @IsIn(EXPIRY_BASES)
  @ApiProperty({ enum: EXPIRY_BASES, enumName: 'ExpiryBasis', required: false, default: 'fixed' })
  expiry_basis?: ExpiryBasis;

  /** Code of the meter or credit, granted by the policy, whose first use starts a `first_use` term; null for any use. */
  @BehaviorField()
  term_meter?: string | null;

  /**
   * Rules, by their verdict codes, that refuse nothing before `report_only_until`: answers name the first that would refuse as
   * `would_be`, and licenses are found by it.
   */
  @BehaviorField()
  report_only?: ReportableRule[];

  /** When the rules of `report_only` are enforced; required if there are any. */
  @BehaviorField()
  report_only_until?: Date | null;

  /** Term in days; null if the licenses never expire. */
  @IsLimit(MAX_DURATION_DAYS)
  duration_days?: number | null;

  /** Term in calendar months, instead of `duration_days`, 12 for a year; null counts it in days. */
  @IsLimit(MAX_DURATION_MONTHS)
  duration_months?: number | null;

  /** Maximum number of active devices or domains (seats); null is unlimited. */
  @IsLimit()
  max_activations?: number | null;

  /** Maximum number of users of a license; null is unlimited. */
  @IsLimit()
  max_users?: number | null;

  /** Maximum number of concurrent license sessions; null is unlimited. */
  @IsLimit()
  max_sessions?: number | null;

  /** Lifetime limit of distinct devices; null is unlimited. */
  @IsLimit()
  uses_limit?: number | null;

  /**
   * Codes of the features of all its licenses.
   * @example ["export", "cloud"]
   */
  @MayBeMissing()
  @IsNameList()
  features?: string[];

  /** Data that an app must send besides its hardware ID to get a trial of this trial policy; `device`: nothing else. */
  @MayBeMissing()
  @IsIn(TRIAL_REQUIREMENTS)
  @ApiProperty({ enum: TRIAL_REQUIREMENTS, enumName: 'TrialRequirement', required: false, default: 'device' })
  trial_requires?: TrialRequirement;

  /** Whether a trial of this trial policy starts only after the vendor has verified its e-mail or domain. */
  @MayBeMissing()
  @IsBoolean()
  @ApiProperty({ required: false, default: false })
  trial_needs_verification?: boolean;

  @AreEntitlementGrants({
    isNullable: false,
    description: 'Entitlements that the policy grants, replacing all of them.',
  })
  entitlements?: SentEntitlements;

  @AreMeterGrants({ isNullable: false, description: 'Meters that the policy grants, replacing all of them.' })
  meters?: SentMeters;

  @AreCreditGrants({ isNullable: false, description: 'Credits that the policy grants, replacing all of them.' })
  credits?: SentCredits;

  @AreRates()
  rates?: Record<string, FeatureRate>;

  @IsNextRates()
  next_rates?: SentNextRates;

  static toInput(input: CreatePolicyDto): NewPolicy {
    return { ...toChange(input), name: input.name };
  }
}

/** Fields of a policy to change, all optional; null clears a limit. */
export class UpdatePolicyDto extends PartialType(CreatePolicyDto, { skipNullProperties: false }) {
  static toChange(input: UpdatePolicyDto): PolicyChange {
    return toChange(input);
  }
}

function toChange(input: Partial<CreatePolicyDto>): PolicyChange {
  return {
    name: input.name,
    keyFormat: input.key_format,
    expiryBasis: input.expiry_basis,
    ...durationOf(input.duration_days, input.duration_months),
    maxActivations: input.max_activations,
    maxUsers: input.max_users,
    maxSessions: input.max_sessions,
    usesLimit: input.uses_limit,
    features: input.features,
    trialRequires: input.trial_requires,
    trialNeedsVerification: input.trial_needs_verification,
    ...behaviorInput(input),
    grants: grantChange(input),
  };
}
