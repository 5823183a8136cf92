import { ApiProperty } from '@nestjs/swagger';
import { IsName } from '../../../common/validation/fields';
import { type Role, ROLES, type User } from '../../users/user.entity';
import type { LogIn } from '../sessions.service';
import { IsPassword } from './is-password';

export class LogInDto {
  /** @example "admin" */
  @IsName()
  username!: string;

  /** @example "correct horse battery staple" */
  @IsName(200)
  password!: string;
}

export class ChangePasswordDto {
  /** @example "correct horse battery staple" */
  @IsName(200)
  current_password!: string;

  @IsPassword()
  new_password!: string;
}

export class AccessTokenDto {
  /** Access token, sent as `Authorization: Bearer …`. */
  access_token!: string;

  /** @example "Bearer" */
  token_type!: string;

  /** Lifetime of the token in seconds. */
  @ApiProperty({ type: 'integer', example: 3600 })
  expires_in!: number;

  static from({ token, expiresIn }: LogIn): AccessTokenDto {
    return { access_token: token, token_type: 'Bearer', expires_in: expiresIn };
  }
}

export class UserDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /** @example "admin" */
  username!: string;

  @ApiProperty({ type: String, nullable: true })
  email!: string | null;

  @ApiProperty({ enum: ROLES, enumName: 'Role' })
  role!: Role;

  created_at!: Date;

  static from({ uid, username, email, role, createdAt }: User): UserDto {
    return { id: uid, username, email, role, created_at: createdAt };
  }
}
