import { ApiProperty } from '@nestjs/swagger';
import { IsName, MayBeMissing } from '../../../common/validation/fields';
import { type Role, ROLES, type User } from '../../users/user.entity';
import type { LogIn } from '../sessions.service';
import { IsPassword } from './is-password';

export class LogInDto {
  /**
   * User name.
   * @example "admin"
   */
  @IsName()
  username!: string;

  /**
   * Password of the user.
   * @example "correct horse battery staple"
   */
  @IsName(200)
  password!: string;
}

export class LogInWithCodeDto extends LogInDto {
  /** Code of the authenticator app, or a recovery code, if the user has a second factor. Spaces and hyphens are ignored. At most 64 characters; each code works once. */
  @MayBeMissing()
  @IsName(64)
  @ApiProperty({ required: false, example: '123456' })
  code?: string;
}

export class ChangePasswordDto {
  /**
   * Password that is valid now.
   * @example "correct horse battery staple"
   */
  @IsName(200)
  current_password!: string;

  /** New password; ends all sessions of the user. */
  @IsPassword()
  new_password!: string;
}

export class AccessTokenDto {
  /** Access token, sent as `Authorization: Bearer …`. */
  access_token!: string;

  /**
   * Scheme of the Authorization header: always `Bearer`.
   * @example "Bearer"
   */
  token_type!: string;

  /** Lifetime of the token in seconds. */
  @ApiProperty({ type: 'integer', example: 3600 })
  expires_in!: number;

  static from({ token, expiresIn }: LogIn): AccessTokenDto {
    return { access_token: token, token_type: 'Bearer', expires_in: expiresIn };
  }
}

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

  /** Role, which determines the user's permissions. */
  @ApiProperty({ enum: ROLES, enumName: 'Role' })
  role!: Role;

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
