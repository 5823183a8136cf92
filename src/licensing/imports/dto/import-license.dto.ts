import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsOptional, IsString, Length } from 'class-validator';
import { EXPIRY_BASES, type ExpiryBasis } from '../../../catalog/policies/policy.entity';
import { IsName, IsTimestamp, MayBeMissing } from '../../../common/validation/fields';
import { identifierOf, MAX_EXPORTED_USERS, MAX_IDENTIFIER } from '../../../licenses/users/license-user.entity';
import { IssueLicenseDto } from '../../licenses/dto/license-input.dto';

/** A row of an imported file. */
export class ImportLicenseDto extends IssueLicenseDto {
  @IsOptional()
  @IsName()
  batch?: string | null;

  /** E-mail addresses and external ids of the users. */
  @MayBeMissing()
  @IsArray()
  @ArrayMaxSize(MAX_EXPORTED_USERS)
  @IsString({ each: true })
  @Length(1, MAX_IDENTIFIER, { each: true })
  @ArrayUnique((user: unknown) => (typeof user === 'string' ? identifierOf(user) : user))
  users?: string[];

  @MayBeMissing()
  @IsIn(EXPIRY_BASES)
  expiry_basis?: ExpiryBasis;

  @IsTimestamp()
  first_activated_at?: Date | null;
}
