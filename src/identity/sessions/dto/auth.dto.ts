import { ApiProperty } from '@nestjs/swagger';
import { IsName } from '../../../common/validation/fields';
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

  /** When it was created. */
  created_at!: Date;

  static from({ uid, username, email, role, createdAt }: User): UserDto {
    return { id: uid, username, email, role, created_at: createdAt };
  }
}
