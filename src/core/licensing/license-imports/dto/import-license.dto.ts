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
  Matches,
} from 'class-validator';
import { EXPIRY_BASES, type ExpiryBasis } from '../../../catalog/policies/policy.entity';
import { INTACT_VALUE } from '../../../common/csv/damaged-values';
import { IsName, IsPathName, IsTimestamp, MaxLength, MayBeMissing } from '../../../common/validation/fields';
import { identifierOf, MAX_EXPORTED_USERS, MAX_IDENTIFIER } from '../../../licenses/licenses/license-user.entity';
import { IsLicenseKey } from '../../licenses/dto/license-fields';
import { IssueLicenseDto } from '../../licenses/dto/license-input.dto';

/** A row of an imported file. */
export class ImportLicenseDto extends IssueLicenseDto {
  /** License key as an app enters it, not as a spreadsheet has changed it. */
  @MayBeMissing()
  @IsString()
  @IsLicenseKey()
  @Matches(INTACT_VALUE, { message: 'key was shortened or guarded by a spreadsheet: save its column as text' })
  override key?: string;

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

  /** Reference of the customer, instead of the id. */
  @MayBeMissing()
  @IsPathName()
  customer_reference?: string;

  /** E-mail address of the customer, if there is neither an id nor a reference. */
  @MayBeMissing()
  @IsEmail()
  @MaxLength(255)
  customer_email?: string;

  /** Name of a customer that the import creates. */
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
