import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { LogIn } from '../../../../core/identity';
import type { Calendar } from '../../../../core/common';
import { DoneDto } from './answer.dto';
import { IsLine } from './fields';

@ApiSchema({ name: 'LogInRequest' })
export class LogInDto {
  /**
   * User name.
   * @example "admin"
   */
  @IsLine(255)
  username!: string;

  /**
   * Password of the user.
   * @example "your_password"
   */
  @IsLine(200)
  password!: string;
}

@ApiSchema({ name: 'User' })
export class UserDto {
  /** Number. */
  @ApiProperty({ type: 'integer', example: 1 })
  id!: number;

  /**
   * User name.
   * @example "admin"
   */
  username!: string;

  /**
   * When it was created, in the installation's time zone.
   * @example "2024-01-01 00:00:00"
   */
  created_at!: string;
}

@ApiSchema({ name: 'AccessToken' })
export class AccessTokenDto {
  /** Access token, sent as `Authorization: Bearer …`. */
  access_token!: string;

  /** Scheme of the Authorization header. */
  @ApiProperty({ enum: ['Bearer'] })
  token_type!: 'Bearer';

  @ApiProperty({ type: 'integer', example: 3600, description: 'Lifetime of the token, in seconds.' })
  expires_in!: number;

  /** The user who logged in. */
  user!: UserDto;

  static from({ token, expiresIn, user }: LogIn, calendar: Calendar): AccessTokenDto {
    return {
      access_token: token,
      token_type: 'Bearer',
      expires_in: expiresIn,
      user: { id: user.id, username: user.username, created_at: calendar.dateTimeOf(user.createdAt) },
    };
  }
}

@ApiSchema({ name: 'LogInAnswer' })
export class LogInAnswerDto extends DoneDto {
  /**
   * Result in Chinese, for a person.
   * @example "登录成功"
   */
  override message!: string;

  /** The result. */
  data!: AccessTokenDto;
}
