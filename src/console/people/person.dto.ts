import { OmitType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsEmail, IsIn, IsOptional } from 'class-validator';
import type { FormValues } from '../../common/http/form-fields';
import { MaxLength } from '../../common/validation/fields';
import { IsPassword } from '../../identity/users/dto/is-password';
import { CreateUserDto } from '../../identity/users/dto/user.dto';
import { type Role, ROLES } from '../../identity/permissions/permission';
import { OptionalField } from '../kit/optional-field';
import type { FormMessages } from '../kit/form-state';
import { texts } from '../../i18n/texts';

/** The form of a confirmation. */
export class NoFieldsDto extends OmitType(CreateUserDto, ['username', 'email', 'password', 'role']) {}

export class PasswordFormDto {
  /** One is generated if it is empty. */
  @OptionalField()
  @IsPassword()
  password?: string;
}

export class NewPersonDto extends OmitType(CreateUserDto, ['email', 'password']) {
  @OptionalField()
  @IsEmail()
  @MaxLength(255)
  email?: string;

  @OptionalField()
  @IsPassword()
  password?: string;
}

export class ChangePersonDto {
  /** An empty one is removed. */
  @Transform(({ value }: { value: unknown }) => (value === '' ? null : value))
  @IsOptional()
  @IsEmail()
  @MaxLength(255)
  email?: string | null;

  @IsIn(ROLES)
  role!: Role;
}

export function personMessages({ username }: FormValues = {}): FormMessages {
  const t = texts('people');
  const isWellFormed = typeof username === 'string' && /^[^\s\p{Cc}\p{Cf}]{1,255}$/u.test(username);
  return {
    // A well-formed value is refused only if it is taken.
    username: isWellFormed ? t.usernameTaken : t.usernameWrong,
    email: t.emailWrong,
    role: t.roleWrong,
    password: t.passwordWrong,
    LAST_OWNER: t.lastOwner,
  };
}
