import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiSchema, OmitType, PartialType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsEmail, IsOptional, IsString, Matches } from 'class-validator';
import { IsPassword } from './is-password';
import type { User } from '../user.entity';
import { BY_DATES, DatedPage } from '../../../common/pagination/dated-page';
import { PageOf } from '../../../common/pagination/page.dto';
import { IsFlag, IsName, IsOneLine, Length, MaxLength, MayBeMissing } from '../../../common/validation/fields';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { asRule } from '../../../common/validation/rules';
import { IsAnyName } from '../../../common/pagination/any-of';

export const USER_ID = 'UUID or name of the user.';

export class UserDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /**
   * User name, unique.
   * @example "admin"
   */
  username!: string;

  /** E-mail address; null if none. */
  @ApiProperty({ type: String, nullable: true })
  email!: string | null;

  /**
   * Name of the role, which determines the user's permissions.
   * @example "support"
   */
  role!: string;

  /** Whether a log-in needs a code of an authenticator app besides the password. */
  second_factor!: boolean;

  /** When the user logged in last; null if never, or not since the server records it. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  last_login_at!: Date | null;

  /** When the user was deactivated; null while active. */
  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  deactivated_at!: Date | null;

  /** When it was created. */
  created_at!: Date;

  static from(user: User): UserDto {
    return {
      id: user.uid,
      username: user.username,
      email: user.email,
      role: user.role,
      second_factor: user.secondFactorSince !== null,
      last_login_at: user.lastLoginAt,
      deactivated_at: user.deactivatedAt,
      created_at: user.createdAt,
    };
  }
}

/** Stored in lower case, so that login is case-insensitive. */
function IsUsername(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value)),
    IsString(),
    Length(1, 255),
    Matches(/^[^\s\p{Cc}\p{Cf}]+$/u, {
      message: '$property may not contain white space or invisible characters',
      ...asRule({ rule: 'hasNothingInvisible' }),
    }),
    ApiProperty({ minLength: 1, maxLength: 255, example: 'jane' }),
  );
}

/** Name or uid of a role. */
export function IsRole(): PropertyDecorator {
  return applyDecorators(IsName(), IsOneLine(), ApiProperty({ example: 'support' }));
}

/** Fields of a user to create, as the native API takes them. */
export class CreateUserDto {
  /** Login name, 1 to 255 characters without white space. Case-insensitive and unique, also among deactivated users. */
  @IsUsername()
  username!: string;

  /** E-mail address; null if none. */
  @IsOptional()
  @IsString()
  @IsEmail()
  @MaxLength(255)
  @ApiProperty({ type: String, nullable: true, required: false, example: 'jane@example.com' })
  email?: string | null;

  /** Password of the new user. */
  @IsPassword()
  password!: string;

  /** `owner` has full access; `admin` cannot manage owners or change settings; `support` can read and deactivate devices; `viewer` can only read. Or the name or UUID of another role: the caller must have its permissions. */
  @IsRole()
  role!: string;
}

class ChangeableUserDto extends OmitType(CreateUserDto, ['username', 'password', 'role']) {
  /** New password; ends all sessions of the user. */
  @MayBeMissing()
  @IsPassword()
  @ApiProperty({ required: false, example: undefined })
  password?: string;

  /** Name or UUID of the role, which determines the user's permissions. */
  @MayBeMissing()
  @IsRole()
  @ApiProperty({ required: false })
  role?: string;
}

export class UpdateUserDto extends PartialType(ChangeableUserDto, { skipNullProperties: false }) {}

export class ListUsersDto extends DatedPage(
  { created_at: BY_DATES.created_at, username: { property: 'username' } },
  'UserSort',
) {
  @IsSearchFilter('user name or the e-mail address')
  q?: string;

  @IsAnyName('Names of roles: only users with one of these.', { max: 64 })
  role?: string[];

  /** Only deactivated users; only active ones by default. */
  @IsFlag()
  deactivated?: boolean;
}

@ApiSchema({ name: 'UserPage' })
export class UserPageDto extends PageOf(UserDto) {}
