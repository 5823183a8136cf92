import { ApiProperty, ApiSchema, IntersectionType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsEmail, ValidateNested } from 'class-validator';
import {
  BY_CREATION,
  IsAnyName,
  IsAnyOf,
  IsName,
  IsOneLine,
  IsSearchFilter,
  MaxLength,
  MayBeMissing,
  PageOf,
  SortedPage,
} from '../../../../core/common';
import {
  CLAIM_IMPORT_RESULTS,
  type ClaimImportOutcome,
  type ClaimImportResult,
  type ImportedClaim,
} from '../../claims/import-claims.service';
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

  /** Named beside the key: the address of the license's customer, or the number of its purchase; `vendor` for neither. */
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

const MAX_IMPORTED = 200;

@ApiSchema({ name: 'ImportedClaim' })
export class ImportedClaimDto {
  /** Key, former key or UUID of the license. */
  @IsName()
  @IsOneLine()
  @ApiProperty({ example: 'DEMO-UNUSED-0003' })
  license_key!: string;

  /** Address of the customer who gets the license; a customer is created if none has it. */
  @IsEmail()
  @MaxLength(255)
  @ApiProperty({ format: 'email', example: 'ada@example.com' })
  email!: string;

  /** ID of the license's order, here or in the shop, or its `invoice_number`: another one is refused. */
  @MayBeMissing()
  @IsName()
  @IsOneLine()
  @ApiProperty({ required: false, example: undefined })
  purchase?: string;

  static toRow({ license_key: licenseKey, email, purchase }: ImportedClaimDto): ImportedClaim {
    return { licenseKey, email, purchase };
  }
}

@ApiSchema({ name: 'ImportClaims' })
export class ImportClaimsDto {
  /** Licenses, each with the customer who gets it. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_IMPORTED)
  @ValidateNested({ each: true })
  @Type(() => ImportedClaimDto)
  @ApiProperty({ type: [ImportedClaimDto], minItems: 1, maxItems: MAX_IMPORTED })
  claims!: ImportedClaimDto[];

  static toRows({ claims }: ImportClaimsDto): ImportedClaim[] {
    return claims.map((claim) => ImportedClaimDto.toRow(claim));
  }
}

@ApiSchema({ name: 'ClaimImportResult' })
export class ClaimImportResultDto {
  /** The text that was sent. */
  license_key!: string;

  @ApiProperty({
    enum: CLAIM_IMPORT_RESULTS,
    enumName: 'ClaimImportOutcome',
    description: '`owned`: the customer had it before. `license_stopped`: blocked and revoked licenses stay.',
  })
  result!: ClaimImportResult;

  /** Claim that moved the license; null for none. */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  claim_id!: string | null;
}

@ApiSchema({ name: 'ClaimImport' })
export class ClaimImportDto {
  /** In the order of the claims that were sent. */
  @ApiProperty({ type: [ClaimImportResultDto] })
  items!: ClaimImportResultDto[];

  static from({ claims }: ImportClaimsDto, outcomes: readonly ClaimImportOutcome[]): ClaimImportDto {
    return {
      items: claims.map(({ license_key }, index) => {
        const { result, claim } = outcomes[index] ?? { result: 'license_unknown', claim: null };
        return { license_key, result, claim_id: claim };
      }),
    };
  }
}
