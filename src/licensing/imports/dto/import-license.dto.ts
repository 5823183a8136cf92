import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsEmail,
  IsIn,
  IsOptional,
  IsString,
  IsUUID,
  Length,
} from 'class-validator';
import { EXPIRY_BASES, type ExpiryBasis } from '../../../catalog/policies/policy.entity';
import { IsName, IsTimestamp, MaxLength, MayBeMissing } from '../../../common/validation/fields';
import { identifierOf, MAX_EXPORTED_USERS, MAX_IDENTIFIER } from '../../../licenses/users/license-user.entity';
import { IssueLicenseDto } from '../../licenses/dto/license-input.dto';

/** A row of an imported file. */
export class ImportLicenseDto extends IssueLicenseDto {
  /** All rows of a file are looked up together, by ids alone. */
  @IsOptional()
  @IsUUID()
  override customer_id?: string | null;

  @IsOptional()
  @IsUUID()
  override group?: string | null;

  @MayBeMissing()
  @IsUUID()
  override policy?: string;

  /** Of the customer, instead of the id. */
  @MayBeMissing()
  @IsName()
  customer_reference?: string;

  /** Of the customer, if there is neither an id nor a reference. */
  @MayBeMissing()
  @IsEmail()
  @MaxLength(255)
  customer_email?: string;

  /** Of a customer that the import creates. */
  @MayBeMissing()
  @IsName()
  customer_name?: string;

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
