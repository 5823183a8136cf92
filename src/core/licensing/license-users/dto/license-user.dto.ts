import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsEmail, IsOptional, Matches, ValidateBy, ValidateIf } from 'class-validator';
import { BY_CREATION, SortedPage } from '../../../common/pagination/sorting';
import { PageOf } from '../../../common/pagination/page.dto';
import { IsName, IsOneLine, IsText, MaxLength } from '../../../common/validation/fields';
import { IsSearchFilter } from '../../../common/validation/search-text';
import {
  ASSIGNED_BY,
  type AssignedBy,
  identifierOf,
  type LicenseUser,
} from '../../../licenses/licenses/license-user.entity';
import { asRule } from '../../../common/validation/rules';

export class AssignLicenseUserDto {
  /** E-mail address, stored in lower case. Either this or `external_id` is required. */
  @ValidateIf(({ email, external_id }: AssignLicenseUserDto) => email !== undefined || external_id === undefined)
  @IsEmail()
  @MaxLength(255)
  @ApiPropertyOptional({ format: 'email', example: 'ada@example.com' })
  email?: string;

  /** Your own identifier of the user, without `@`, in place of `email`. */
  @ValidateIf(({ external_id }: AssignLicenseUserDto) => external_id !== undefined)
  @IsName()
  @IsOneLine()
  @Matches(/^[^@]*$/, { message: 'external_id must not contain @', ...asRule({ rule: 'hasNoAtSign' }) })
  @ValidateBy(
    {
      name: 'isOnlyIdentifier',
      validator: {
        validate: (_id, args) => (args?.object as AssignLicenseUserDto).email === undefined,
        defaultMessage: () => 'external_id cannot be combined with email',
      },
    },
    asRule({ rule: 'isAlternative', params: { other: 'email' } }),
  )
  @ApiPropertyOptional({ example: undefined })
  external_id?: string;

  /**
   * Display name of the user; null if unknown.
   * @example "Ada Lovelace"
   */
  @IsOptional()
  @IsText(255)
  @ApiProperty({ type: String, nullable: true, required: false, maxLength: 255 })
  name?: string | null;

  static toIdentifier({ email, external_id }: AssignLicenseUserDto): string {
    return identifierOf(email ?? external_id ?? '');
  }
}

export class MoveLicenseUserDto {
  /** UUID or key of the license to which the user moves. */
  @IsName()
  @IsOneLine()
  @ApiProperty({ example: 'DEMO-ACTIVE-0001' })
  license!: string;
}

export class ListLicenseUsersDto extends SortedPage(BY_CREATION, 'CreationSort') {
  @IsSearchFilter('e-mail address, the external id or the name')
  q?: string;
}

export class LicenseUserDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Null for a user with an external id.' })
  email!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Null for a user with an e-mail address.' })
  external_id!: string | null;

  /** Display name of the user; null if unknown. */
  @ApiProperty({ type: String, nullable: true })
  name!: string | null;

  @ApiProperty({
    enum: ASSIGNED_BY,
    enumName: 'AssignedBy',
    description: 'Whether an admin assigned the user, or the first use by an app.',
  })
  assigned_by!: AssignedBy;

  /** When the license was assigned to the user. */
  created_at!: Date;

  static from(user: LicenseUser): LicenseUserDto {
    return {
      id: user.uid,
      email: user.isNamedByEmail ? user.identifier : null,
      external_id: user.isNamedByEmail ? null : user.identifier,
      name: user.name,
      assigned_by: user.assignedBy,
      created_at: user.createdAt,
    };
  }
}

@ApiSchema({ name: 'LicenseUserPage' })
export class LicenseUserPageDto extends PageOf(LicenseUserDto) {}
