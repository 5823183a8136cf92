import { ApiProperty } from '@nestjs/swagger';
import { IsName, MayBeMissing } from '../../../common/validation/fields';
import type { LogIn } from '../../users/sessions.service';
import { IsPassword } from '../../users/dto/is-password';

/** User name and password. */
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

/** The current and the new password of the signed-in user. */
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
