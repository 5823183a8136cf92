import { ApiProperty, ApiPropertyOptional, ApiSchema, IntersectionType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsEmail, IsIn } from 'class-validator';
import { type Language, LANGUAGES } from '../../../i18n/language';
import { BY_CREATION, SortedPage } from '../../../common/pagination/sorting';
import { IDS } from '../../../common/fields/common-fields';
import { answerOf, fieldsOf } from '../../../common/fields/fields-of';
import { PageOf } from '../../../common/pagination/page.dto';
import { MAX_SCANNED_ROWS } from '../../../common/pagination/page-request';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { IsName, IsText, MaxLength, MayBeMissing } from '../../../common/validation/fields';
import { activationId } from '../../../licenses/activations/activation-id';
import { HARDWARE_ID, IsHardwareId, MAX_FINGERPRINT } from '../../calls/dto/client-call.dto';
import { STARTS_ON } from '../../calls/dto/linked-answer.dto';
import { deviceIn } from '../../calls/dto/device-and-scope';
import { pendingStart, type TermStart } from '../../../licenses/licenses/license-term';
import { featuresAt } from '../../../licenses/grants/effective-grants';
import { VERDICT_CODES, type VerdictCode } from '../../rules/verdict';
import type { TrialByEmail } from '../trial-confirmations.service';
import type { RequestedTrial, TrialRequest } from '../request-trial.service';
import { TRIAL_STATES, TRIAL_STATUSES, type Trial, type TrialState, type TrialStatus } from '../trial.entity';
import { isPlaceholder } from '../../../licenses/activations/placeholders';
import { IsAnyName, IsAnyOf } from '../../../common/pagination/any-of';

export class RequestTrialDto {
  /**
   * Reference of the product.
   * @example "photo-studio"
   */
  @IsName()
  product!: string;

  @IsHardwareId()
  @ApiProperty(HARDWARE_ID)
  hardware_id!: string | Record<string, unknown>;

  /** E-mail of the person who asks; compared without case. Required if the trial policy says so. */
  @MayBeMissing()
  @IsEmail()
  @MaxLength(255)
  @ApiProperty({ format: 'email', required: false, example: 'jane@example.com' })
  email?: string;

  /** Domain on which the app runs. Required if the trial policy says so. */
  @MayBeMissing()
  @IsName()
  @ApiProperty({ required: false, example: undefined })
  domain?: string;

  /**
   * Display name of the device; empty by default.
   * @example "DESKTOP-ABC123"
   */
  @MayBeMissing()
  @IsText(255)
  machine_name?: string;

  /**
   * Version of the app.
   * @example "1.0.0"
   */
  @MayBeMissing()
  @IsText(255)
  app_version?: string;

  static toRequest({ product, email, domain, ...device }: RequestTrialDto): TrialRequest {
    return { product, email, domain, device: deviceIn(device) };
  }
}

export class RequestTrialByEmailDto {
  /**
   * Reference of the product.
   * @example "photo-studio"
   */
  @IsName()
  product!: string;

  /** Address that gets the link. */
  @IsEmail()
  @MaxLength(255)
  @ApiProperty({ format: 'email', example: 'jane@example.com' })
  email!: string;

  /**
   * Name of the person, for a new customer; the part of the address before the `@` by default.
   * @example "Jane Doe"
   */
  @MayBeMissing()
  @IsName()
  name?: string;

  /** Language of the e-mail. */
  @MayBeMissing()
  @IsIn(LANGUAGES)
  @ApiProperty({ enum: LANGUAGES, enumName: 'MailLanguage', required: false })
  language?: Language;

  /** Device that the trial is for, such as its `hardware_id`: the license is activated on it. A device gets one trial of a product. */
  @MayBeMissing()
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? (isPlaceholder(value) ? '' : value.trim()) : value,
  )
  @IsName(MAX_FINGERPRINT)
  @ApiProperty({ required: false, minLength: 1, maxLength: MAX_FINGERPRINT, example: undefined })
  fingerprint?: string;

  static toRequest({ name, ...request }: RequestTrialByEmailDto): TrialByEmail {
    return { ...request, name: name ?? null };
  }
}

export class RequestedTrialByEmailDto {
  /** Always the same, whether or not the mailbox has had a trial. */
  @ApiProperty({ enum: ['link_sent'] })
  status!: 'link_sent';
}

export class RequestedTrialDto {
  /** ID of the trial. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /** Progress of the trial. */
  @ApiProperty({ enum: TRIAL_STATUSES, enumName: 'TrialStatus' })
  status!: TrialStatus;

  @ApiProperty({ type: String, nullable: true, description: 'Key of the trial license; null until it is granted.' })
  license_key!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'ID of the activation; null until the trial is granted.' })
  activation_id!: string | null;

  @ApiProperty({
    enum: VERDICT_CODES,
    enumName: 'VerdictCode',
    nullable: true,
    description: 'Result code of the activation; null until the trial is granted.',
  })
  code!: VerdictCode | null;

  /** Codes of the features of the trial license; empty until it is granted. */
  features!: string[];

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'End of the trial; null if it never ends.',
  })
  valid_until!: Date | null;

  @ApiPropertyOptional(STARTS_ON)
  starts_on?: TermStart;

  static from({ trial, activated }: RequestedTrial, now: Date): RequestedTrialDto {
    return {
      id: trial.uid,
      status: trial.status,
      license_key: activated?.license.key ?? null,
      activation_id: activated && activationId(activated.activation),
      code: activated?.code ?? null,
      features: activated ? featuresAt(activated.license, now) : [],
      valid_until: activated?.license.expiresAt ?? null,
      ...pendingStart(activated?.license ?? null),
    };
  }
}

const TRIAL = fieldsOf<Trial, [now: Date]>()({
  ...IDS,
  product: { description: 'Reference of the product.', from: ({ product }) => product?.reference ?? '' },
  status: { enum: TRIAL_STATUSES, enumName: 'TrialStatus', description: 'Progress of the trial.' },
  state: {
    enum: TRIAL_STATES,
    enumName: 'TrialState',
    description: 'State of the trial now. A verified one is granted when its device requests it again.',
    from: (trial, now) => trial.stateAt(now),
  },
  license: {
    nullable: true,
    schema: { format: 'uuid', description: 'License of the trial; null if none.' },
    from: ({ license }) => license?.uid ?? null,
  },
  fingerprint: { description: 'Device fingerprint; null if the trial began with an e-mail.', nullable: true },
  email: { description: 'E-mail address of the request; null if none.', nullable: true },
  domain: { description: 'Domain of the request; null if none.', nullable: true },
  requested_at: { type: Date, description: 'When the trial was requested.' },
  verified_at: { type: Date, description: 'When the request was verified; null if it was not.', nullable: true },
  granted_at: { type: Date, description: 'When the trial license was issued; null if it was not.', nullable: true },
  ends_at: {
    type: Date,
    description:
      'End of the trial, or when its license was stopped or deleted; null if it never ends or is not granted.',
    nullable: true,
    schema: { type: String, format: 'date-time' },
  },
  converted_at: {
    type: Date,
    description: 'When its license became a full one; null if it did not.',
    nullable: true,
    schema: { type: String, format: 'date-time' },
  },
});

export class TrialDto extends answerOf(TRIAL) {
  static readonly from = TRIAL.from;
}

/** All given filters must match. */
export class TrialFilterDto {
  @IsAnyName('UUIDs or references of products.')
  product?: string[];

  @IsAnyName('Exact e-mail addresses, compared without case.')
  email?: string[];

  @IsAnyName('Exact fingerprints: hardware IDs as sent, or the SHA-256 of objects that were sent.', {
    max: MAX_FINGERPRINT,
  })
  fingerprint?: string[];

  @IsAnyOf(TRIAL_STATES, 'TrialState', { description: 'States of the trials now.' })
  state?: TrialState[];
}

export class ListTrialsDto extends IntersectionType(
  TrialFilterDto,
  SortedPage({ requested_at: BY_CREATION.created_at }, 'TrialSort'),
) {
  @IsSearchFilter('fingerprint, the e-mail or the domain', { among: MAX_SCANNED_ROWS })
  q?: string;
}

@ApiSchema({ name: 'TrialPage' })
export class TrialPageDto extends PageOf(TrialDto) {}
