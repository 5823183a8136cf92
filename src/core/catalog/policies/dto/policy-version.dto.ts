import { ApiProperty, ApiSchema, getSchemaPath } from '@nestjs/swagger';
import { PageOf, PageQueryDto } from '../../../common/pagination/page.dto';
import { IsText, MayBeMissing } from '../../../common/validation/fields';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { creditFields, CreditTermsDto, FeatureRateDto } from '../../grants/dto/credit-terms.dto';
import { entitlementFields, GrantedEntitlementDto } from '../../grants/dto/grants.dto';
import { meterFields, MeterTermsDto } from '../../grants/dto/meter-terms.dto';
import type { PolicyVersion } from '../policy-version.entity';

/** A version to publish, as the native API takes it. */
export class PublishPolicyVersionDto {
  /**
   * News of this version, such as its limits.
   * @example "10 instead of 5 exports a month"
   */
  @MayBeMissing()
  @IsText(500)
  note?: string;
}

/** Entitlements and meters that a policy has published. */
@ApiSchema({ name: 'PolicyVersion' })
export class PolicyVersionDto {
  @ApiProperty({ type: 'integer', description: 'Number of the version, from 1.' })
  number!: number;

  @ApiProperty({ type: String, nullable: true, description: 'News of this version; null if nothing was given.' })
  note!: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: { $ref: getSchemaPath(GrantedEntitlementDto) },
    description: 'Entitlements of the licenses with this version, by code.',
  })
  entitlements!: Record<string, GrantedEntitlementDto>;

  @ApiProperty({
    type: 'object',
    additionalProperties: { $ref: getSchemaPath(MeterTermsDto) },
    description: "Terms of these licenses' meters, by code.",
  })
  meters!: Record<string, MeterTermsDto>;

  @ApiProperty({
    type: 'object',
    additionalProperties: { $ref: getSchemaPath(CreditTermsDto) },
    description: "Terms of these licenses' credits, by code.",
  })
  credits!: Record<string, CreditTermsDto>;

  @ApiProperty({
    type: 'object',
    additionalProperties: { $ref: getSchemaPath(FeatureRateDto) },
    description: 'Costs in credits by feature, as they were when it was published.',
  })
  rates!: Record<string, FeatureRateDto>;

  /** When it was published. */
  published_at!: Date;

  static from({ number, note, grants, publishedAt }: PolicyVersion): PolicyVersionDto {
    return {
      number,
      note,
      entitlements: entitlementFields(grants),
      meters: meterFields(grants),
      credits: creditFields(grants),
      rates: grants?.rates ?? {},
      published_at: publishedAt,
    };
  }
}

@ApiSchema({ name: 'PolicyVersionPage' })
export class PolicyVersionPageDto extends PageOf(PolicyVersionDto) {}

export class ListPolicyVersionsDto extends PageQueryDto {
  @IsSearchFilter('note')
  q?: string;
}
