import { ApiProperty, ApiSchema, IntersectionType } from '@nestjs/swagger';
import { BY_CREATION, IsAnyName, IsAnyOf, IsSearchFilter, PageOf, SortedPage } from '../../../../core/common';
import type { ClaimFilter } from '../../claims/portal-claims.service';
import {
  CLAIM_PROOFS,
  CLAIM_STATES,
  type ClaimProof,
  type ClaimState,
  type PortalClaim,
} from '../../claims/portal-claim.entity';

/** All given filters must match. */
export class ClaimFilterDto implements ClaimFilter {
  /** State of the claim: any of these. */
  @IsAnyOf(CLAIM_STATES, 'ClaimState')
  state?: ClaimState[];

  @IsAnyName('UUIDs or keys of licenses.')
  license?: string[];

  @IsAnyName('UUIDs or references of customers who claim.')
  customer?: string[];

  @IsSearchFilter('address of the customer or the key')
  q?: string;
}

export class ListClaimsDto extends IntersectionType(ClaimFilterDto, SortedPage(BY_CREATION, 'CreationSort')) {}

@ApiSchema({ name: 'Claim' })
export class ClaimDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ enum: CLAIM_STATES, enumName: 'ClaimState', description: 'Whether it waits for a decision.' })
  state!: ClaimState;

  /** UUID of the license. */
  @ApiProperty({ format: 'uuid' })
  license_id!: string;

  /** Key of the license. */
  license_key!: string;

  /** Reference of the product. */
  product!: string;

  /** Customer who claims the license. */
  @ApiProperty({ format: 'uuid' })
  customer_id!: string;

  /** Customer of the license when it was claimed; null for none. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  previous_customer_id!: string | null;

  /** Address of the signed-in person. */
  email!: string;

  /** Named beside the key: the address of the license's customer, or the number of its purchase. */
  @ApiProperty({ enum: CLAIM_PROOFS, enumName: 'ClaimProof' })
  proof!: ClaimProof;

  /** When the license was claimed. */
  created_at!: Date;

  /** When it was approved or refused; null while it waits. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  decided_at!: Date | null;

  static from(claim: PortalClaim): ClaimDto {
    const { license, customer, previousCustomer } = claim;
    return {
      id: claim.uid,
      state: claim.state,
      license_id: license?.uid ?? '',
      license_key: license?.key ?? '',
      product: license?.product?.reference ?? '',
      customer_id: customer?.uid ?? '',
      previous_customer_id: previousCustomer?.uid ?? null,
      email: claim.email,
      proof: claim.proof,
      created_at: claim.createdAt,
      decided_at: claim.decidedAt,
    };
  }
}

@ApiSchema({ name: 'ClaimPage' })
export class ClaimPageDto extends PageOf(ClaimDto) {}
