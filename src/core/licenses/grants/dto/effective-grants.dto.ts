import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { creditTermsOf } from '../../../catalog/grants/credit-terms';
import type { CreditTermsDto } from '../../../catalog/grants/dto/credit-terms.dto';
import { GrantedEntitlementDto } from '../../../catalog/grants/dto/grants.dto';
import { MeterTermsDto } from '../../../catalog/grants/dto/meter-terms.dto';
import { METER_KINDS, type MeterKind } from '../../../catalog/definitions/meter.entity';
import { entitlementsAt, type GrantedBy, type EffectiveGrants } from '../effective-grants';

const FROM = {
  enum: ['policy', 'license'],
  enumName: 'GrantedBy',
  description: 'Whether the policy grants it, or the license itself.',
};

@ApiSchema({ name: 'HeldEntitlement' })
export class HeldEntitlementDto extends GrantedEntitlementDto {
  @ApiProperty(FROM)
  from!: GrantedBy;
}

@ApiSchema({ name: 'HeldMeter' })
export class HeldMeterDto extends MeterTermsDto {
  /** Whether usage is consumed, such as exports, or held and returned, such as open projects. */
  @ApiProperty({ enum: METER_KINDS, enumName: 'MeterKind' })
  kind!: MeterKind;

  @ApiProperty(FROM)
  from!: GrantedBy;
}

export function effectiveEntitlements(grants: EffectiveGrants, now: Date): Record<string, HeldEntitlementDto> {
  const effective = [...entitlementsAt(grants, now)];
  return Object.fromEntries(
    effective.map(([code, { value, expiresAt, from }]) => [code, { value, expires_at: expiresAt, from }]),
  );
}

export function effectiveMeters({ meters = {} }: EffectiveGrants): Record<string, HeldMeterDto> {
  return Object.fromEntries(
    Object.entries(meters).flatMap(([code, { id: _id, decimals, ...meter }]) =>
      decimals === undefined ? [[code, meter]] : [],
    ),
  );
}

export function effectiveCredits({ meters = {} }: EffectiveGrants): Record<string, CreditTermsDto> {
  return Object.fromEntries(
    Object.entries(meters).flatMap(([code, { decimals, from, ...terms }]) =>
      decimals === undefined ? [] : [[code, { ...creditTermsOf(terms, decimals), from }]],
    ),
  );
}
