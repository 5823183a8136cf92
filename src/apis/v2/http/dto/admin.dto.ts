import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { LogIn } from '../../../../core/identity';
import { V2 } from '../../v2.dialect';

@ApiSchema({ name: 'ActiveSessionCount' })
export class ActiveSessionCountDto {
  /** Number of running sessions. */
  @ApiProperty({ type: 'integer', example: 42 })
  count!: number;
}

@ApiSchema({ name: 'AnalyticsToken' })
export class AnalyticsTokenDto {
  /** Access token, sent as `Authorization: Bearer …`. */
  token!: string;

  /**
   * When the token expires, UTC.
   * @example "2025-06-19T15:30:00Z"
   */
  expires_at!: string;

  static from({ token, expiresAt }: LogIn): AnalyticsTokenDto {
    return { token, expires_at: V2.dates(expiresAt) };
  }
}
