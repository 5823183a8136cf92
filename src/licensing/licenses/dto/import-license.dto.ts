import { IsIn, IsOptional } from 'class-validator';
import { EXPIRY_BASES, type ExpiryBasis } from '../../../catalog/policies/policy.entity';
import { IsName, IsTimestamp, MayBeMissing } from '../../../common/validation/fields';
import { IssueLicenseDto } from './license-input.dto';

/** A row of an imported file. */
export class ImportLicenseDto extends IssueLicenseDto {
  @IsOptional()
  @IsName()
  batch?: string | null;

  @MayBeMissing()
  @IsIn(EXPIRY_BASES)
  expiry_basis?: ExpiryBasis;

  @IsTimestamp()
  first_activated_at?: Date | null;
}
