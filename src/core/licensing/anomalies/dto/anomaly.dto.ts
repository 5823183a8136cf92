import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean } from 'class-validator';
import { BY_CREATION, SortedPage } from '../../../common/pagination/sorting';
import { PageOf } from '../../../common/pagination/page.dto';
import { MAX_SCANNED_ROWS } from '../../../common/pagination/page-request';
import { MayBeMissing } from '../../../common/validation/fields';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { ANOMALY_TYPES, type AnomalyType } from '../../licenses/anomaly-types';
import type { LicensedAnomaly } from '../anomalies.service';
import { IsAnyName, IsAnyOf } from '../../../common/pagination/any-of';

export class AnomalyQueryDto extends SortedPage({ detected_at: BY_CREATION.created_at }, 'AnomalySort') {
  @IsAnyOf(ANOMALY_TYPES, 'AnomalyType', { description: 'Types of the anomalies.' })
  type?: AnomalyType[];

  /** Whether the anomaly is resolved. */
  @MayBeMissing()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  resolved?: boolean;

  @IsAnyName('UUIDs, keys or former keys of licenses.')
  license?: string[];

  @IsSearchFilter('type or the license key', { among: MAX_SCANNED_ROWS })
  q?: string;
}

/** The reaction of a rule to an anomaly. */
@ApiSchema({ name: 'AnomalyReaction' })
export class AnomalyReactionDto {
  /** Whether the customer was told by e-mail. */
  mail_customer!: boolean;

  /** Whether the customer was asked to sign in to the portal. */
  ask_sign_in!: boolean;

  /** Whether the vendor was told by e-mail. */
  report!: boolean;

  /** When the license is disabled, unless the anomaly is resolved or the reaction undone before; null for never. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  suspend_at!: Date | null;

  /** When the license was disabled; null if it was not. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  suspended_at!: Date | null;

  /** When the reaction was undone; null if it was not. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  undone_at!: Date | null;

  /** Name of the user who undid it, or address of the customer who signed in. */
  @ApiProperty({ type: String, nullable: true })
  undone_by!: string | null;

  static from({ reaction, suspendAt, suspendedAt, undoneAt, undoneBy }: LicensedAnomaly): AnomalyReactionDto | null {
    if (reaction === null) {
      return null;
    }
    const { mail_customer, ask_sign_in, report } = reaction;
    return {
      mail_customer,
      ask_sign_in,
      report,
      suspend_at: suspendAt,
      suspended_at: suspendedAt,
      undone_at: undoneAt,
      undone_by: undoneBy,
    };
  }
}

@ApiSchema({ name: 'Anomaly' })
export class AnomalyDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /** Kind of the anomaly. */
  @ApiProperty({ enum: ANOMALY_TYPES, enumName: 'AnomalyType' })
  type!: AnomalyType;

  @ApiProperty({ format: 'uuid', description: 'ID of the license.' })
  license!: string;

  /**
   * License key.
   * @example "Q7RD-K2LM-9XWE-4TUB"
   */
  license_key!: string;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'ID of the activation of the device; null if the anomaly is not about one device.',
  })
  activation!: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'Evidence: the counted requests or devices, their time and the limit that they exceeded.',
    example: { since: '2025-06-19T13:30:00Z', until: '2025-06-19T14:25:00Z', requests: 412, limit: 300 },
  })
  details!: object;

  /** When the anomaly was detected. */
  detected_at!: Date;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Null until the anomaly is resolved.',
  })
  resolved_at!: Date | null;

  @ApiProperty({ type: String, nullable: true, description: 'Name of the user who resolved the anomaly.' })
  resolved_by!: string | null;

  /** The reaction of a rule when the anomaly was detected; null without a rule. */
  @ApiProperty({ type: AnomalyReactionDto, nullable: true })
  reaction!: AnomalyReactionDto | null;

  static from(anomaly: LicensedAnomaly): AnomalyDto {
    const { uid, type, license, activation, details, detectedAt, resolvedAt, resolvedBy } = anomaly;
    return {
      id: uid,
      type,
      license: license.uid,
      license_key: license.key,
      activation: activation?.uid ?? null,
      details,
      detected_at: detectedAt,
      resolved_at: resolvedAt,
      resolved_by: resolvedBy,
      reaction: AnomalyReactionDto.from(anomaly),
    };
  }
}

@ApiSchema({ name: 'AnomalyPage' })
export class AnomalyPageDto extends PageOf(AnomalyDto) {}
