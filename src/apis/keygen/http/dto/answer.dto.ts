import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import type { Entitlement } from '../../../../core/catalog';
import { VALIDATION_CODES, type ValidationCode } from '../../app/validation-codes';
import type { Validation } from '../../app/validations.service';
import type { Account } from '../account';
import type { ValidationInputMetaDto } from './input.dto';
import { PageLinksDto, RelationshipDto, SelfLinkDto } from './json-api.dto';
import { LicenseDto } from './license.dto';

const instant = { type: String, format: 'date-time', example: '2027-01-31T12:00:00.000Z' } as const;

@ApiSchema({ name: 'LicenseAnswer' })
export class LicenseAnswerDto {
  /** The license. */
  data!: LicenseDto;
}

@ApiSchema({ name: 'Validation' })
export class ValidationDto {
  /** When it was validated. */
  @ApiProperty(instant)
  ts!: string;

  /** Whether the license may be used. */
  valid!: boolean;

  /**
   * The code in words.
   * @example "is valid"
   */
  detail!: string;

  /** Why the license may be used or not. */
  @ApiProperty({ enum: VALIDATION_CODES, example: 'VALID' })
  code!: ValidationCode;

  /** The nonce of the request. */
  @ApiPropertyOptional({ type: 'integer', example: 1574265297 })
  nonce?: number;

  /** The requirements of the request. */
  @ApiPropertyOptional({ type: 'object', additionalProperties: true, example: {} })
  scope?: object;

  static from(
    { usable, detail, code }: Validation,
    { nonce, scope }: ValidationInputMetaDto,
    now: Date,
  ): ValidationDto {
    return {
      ts: now.toISOString(),
      valid: usable,
      detail,
      code,
      ...(typeof nonce === 'number' && { nonce }),
      ...(scope && { scope }),
    };
  }
}

@ApiSchema({ name: 'ValidationAnswer' })
export class ValidationAnswerDto {
  /** The license; null for an unknown key. */
  @ApiProperty({ type: LicenseDto, nullable: true })
  data!: LicenseDto | null;

  /** The result. */
  meta!: ValidationDto;
}

@ApiSchema({ name: 'EntitlementAttributes' })
export class EntitlementAttributesDto {
  /**
   * Name of the entitlement.
   * @example "Advanced export"
   */
  name!: string;

  /**
   * Its code.
   * @example "ADVANCED_EXPORT"
   */
  code!: string;

  /** Always empty. */
  @ApiProperty({ type: 'object', additionalProperties: true, example: {} })
  metadata!: object;

  /** When it was created. */
  @ApiProperty(instant)
  created!: string;

  /** When it was last changed. */
  @ApiProperty(instant)
  updated!: string;
}

@ApiSchema({ name: 'EntitlementRelationships' })
export class EntitlementRelationshipsDto {
  /** The account of the request. */
  account!: RelationshipDto;
}

@ApiSchema({ name: 'Entitlement' })
export class EntitlementDto {
  /**
   * ID of the entitlement.
   * @example "d1f0a3b6-2c48-4e95-8a17-3b6c9d0e5f21"
   */
  id!: string;

  /** Always `entitlements`. */
  @ApiProperty({ enum: ['entitlements'] })
  type!: 'entitlements';

  /** Description of the entitlement. */
  attributes!: EntitlementAttributesDto;

  /** Related objects. */
  relationships!: EntitlementRelationshipsDto;

  /** Address of the object. */
  links!: SelfLinkDto;

  static from({ uid, name, code, createdAt, updatedAt }: Entitlement, account: Account): EntitlementDto {
    return {
      id: uid,
      type: 'entitlements',
      attributes: {
        name,
        code,
        metadata: {},
        created: createdAt.toISOString(),
        updated: updatedAt.toISOString(),
      },
      relationships: { account: account.relationship() },
      links: { self: account.path('entitlements', uid) },
    };
  }
}

@ApiSchema({ name: 'EntitlementsAnswer' })
export class EntitlementsAnswerDto {
  /** The entitlements that the license has now, the newest first. */
  @ApiProperty({ type: [EntitlementDto] })
  data!: EntitlementDto[];

  /** The other pages, if the request asks for a page by its number. */
  @ApiPropertyOptional({ type: PageLinksDto })
  links?: PageLinksDto;
}
