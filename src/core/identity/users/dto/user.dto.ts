import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiSchema, OmitType, PartialType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsEmail, IsString, Matches } from 'class-validator';
import { IsPassword } from './is-password';
import type { User } from '../user.entity';
import { DATES, ID } from '../../../common/fields/common-fields';
import { answerOf, fieldsOf, inputOf, nullable, required } from '../../../common/fields/fields-of';
import { BY_DATES, DatedPage } from '../../../common/pagination/dated-page';
import { PageOf } from '../../../common/pagination/page.dto';
import { IsFlag, IsName, IsOneLine, Length, MaxLength, MayBeMissing } from '../../../common/validation/fields';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { asRule } from '../../../common/validation/rules';
import { IsAnyName } from '../../../common/pagination/any-of';

export const USER_ID = 'UUID or name of the user.';

const USER = fieldsOf<User>()({
  ...ID,
  username: {
    description: 'User name, unique.',
    example: 'admin',
    input: required(
      {
        description:
          'Login name, 1 to 255 characters without white space. Case-insensitive and unique, also among deactivated users.',
        example: undefined,
      },
      IsUsername(),
    ),
  },
  email: {
    description: 'E-mail address; null if none.',
    nullable: true,
    input: nullable(
      ApiProperty({ format: 'email', example: 'jane@example.com' }),
      IsString(),
      IsEmail(),
      MaxLength(255),
    ),
  },
  password: { isInputOnly: true, description: 'Password of the new user.', input: required(IsPassword()) },
  role: {
    description: "Name of the role, which determines the user's permissions.",
    example: 'support',
    input: required(
      {
        description:
          '`owner` has full access; `admin` cannot manage owners or change settings; `support` can read and deactivate devices; `viewer` can only read. Or the name or UUID of another role: the caller must have its permissions.',
        example: undefined,
      },
      IsRole(),
    ),
  },
  second_factor: {
    type: Boolean,
    description: 'Whether a log-in needs a code of an authenticator app besides the password.',
    from: ({ secondFactorSince }) => secondFactorSince !== null,
  },
  last_login_at: time('When the user logged in last; null if never, or not since the server records it.'),
  deactivated_at: time('When the user was deactivated; null while active.'),
  created_at: DATES.created_at,
});

function time(description: string) {
  return { type: Date, description, nullable: true, schema: { type: String, format: 'date-time' } } as const;
}

export class UserDto extends answerOf(USER) {
  static readonly from = USER.from;
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
export class CreateUserDto extends inputOf(USER) {}

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
