import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import { MAX_BORROW_DAYS } from '../../../catalog/policies/behavior';
import {
  IsName,
  IsNameList,
  IsWholeNumber,
  IsText,
  MAX_INTEGER,
  MayBeMissing,
} from '../../../common/validation/fields';
import { DeviceCallDto, HARDWARE_ID, IsHardwareId } from '../../calls/dto/client-call.dto';
import { IsNonce, ifSigned, SignedAnswerDto } from '../../signed-answers/dto/signed-answer.dto';
import type { EndedSession } from '../../seats/active-sessions.service';
import {
  expiryOf,
  heartbeatIntervalOf,
  SESSION_ENDS,
  type SessionEnd,
  type SessionTimes,
} from '../../../licenses/sessions/license-session.entity';
import { MAX_FEATURES, SessionFeatureDto } from './session-feature.dto';
import { LicenseSessionTokenDto } from './session-token.dto';
import type { StartedSession } from '../license-sessions.service';

const BORROW_DAYS =
  'Days for which the session holds without heartbeats, as the policy allows; at most until the license expires';

export class StartLicenseSessionDto extends DeviceCallDto {
  @IsHardwareId()
  @ApiProperty(HARDWARE_ID)
  hardware_id!: string | Record<string, unknown>;

  /**
   * Machine ID reported by the app, shown in the list of sessions.
   * @example "DESKTOP-ABC123"
   */
  @MayBeMissing()
  @IsText(255)
  machine_id?: string;

  @MayBeMissing()
  @IsWholeNumber(1, MAX_BORROW_DAYS)
  @ApiProperty({ required: false, description: `${BORROW_DAYS}. Omitted for a session that is not borrowed.` })
  borrow_days?: number;

  @MayBeMissing()
  @IsNameList(MAX_FEATURES)
  @ApiPropertyOptional({
    example: undefined,
    description: 'Codes of features that the session takes. It starts without those that are exhausted.',
  })
  features?: string[];

  /** Without a free seat, the program gets a place in the waiting line, or keeps the one of `wait_token`. */
  @MayBeMissing()
  @IsBoolean()
  @ApiPropertyOptional({ example: undefined })
  wait?: boolean;

  /** Token of the place, from `waiting` of the refusal. */
  @MayBeMissing()
  @IsName(64)
  @ApiPropertyOptional({ example: undefined })
  wait_token?: string;

  @IsNonce()
  nonce?: string;
}

export class SendLicenseSessionHeartbeatDto extends LicenseSessionTokenDto {
  @MayBeMissing()
  @IsWholeNumber(0, MAX_BORROW_DAYS)
  @ApiProperty({
    required: false,
    description: `${BORROW_DAYS}. They count from now and replace those of an earlier call; 0 returns what was borrowed. If omitted, it stays.`,
  })
  borrow_days?: number;

  @MayBeMissing()
  @IsWholeNumber(0, MAX_INTEGER)
  @ApiProperty({
    required: false,
    description:
      'Seconds since the user was active. From `idle_timeout` of the policy on, the session ends with 409 SESSION_IDLE, unless it is borrowed.',
  })
  idle_seconds?: number;

  /** User of the app, as in the start of the session. Only checked with `borrow_days` or `nonce`. */
  @MayBeMissing()
  @IsName()
  @ApiPropertyOptional({ example: undefined })
  user?: string;

  @IsNonce()
  nonce?: string;
}

class SessionUsageDto {
  @ApiProperty({ type: 'integer', description: 'Active sessions of the license, including this one.' })
  used!: number;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Maximum number of active sessions; null is unlimited.',
  })
  max!: number | null;
}

export class LicenseSessionHeartbeatDto extends SignedAnswerDto {
  /** When the session expires unless a heartbeat arrives before. */
  expires_at!: Date;

  /** Until when the session needs no heartbeats. Only present if it was borrowed. */
  borrowed_until?: Date;

  static from(times: SessionTimes, signed?: string): LicenseSessionHeartbeatDto {
    const { borrowedUntil } = times;
    const borrowed = borrowedUntil && { borrowed_until: borrowedUntil };
    return { expires_at: expiryOf(times), ...borrowed, ...ifSigned(signed) };
  }
}

export class StartedLicenseSessionDto extends LicenseSessionHeartbeatDto {
  /** UUID of the session. */
  @ApiProperty({ format: 'uuid' })
  session_id!: string;

  /** Token that identifies the session in later calls. It is not stored and cannot be read again. */
  session_token!: string;

  @ApiProperty({
    type: 'integer',
    example: 30,
    description:
      'Interval between heartbeats in seconds: half of the policy’s `session_lease` when the session started.',
  })
  heartbeat_interval!: number;

  /** Number of sessions of the license that are running. */
  sessions!: SessionUsageDto;

  @ApiProperty({ type: [SessionFeatureDto], required: false, description: 'Only present if the call named features.' })
  features?: SessionFeatureDto[];

  static of({ session, token, license, active, features }: StartedSession, signed?: string): StartedLicenseSessionDto {
    return {
      session_id: session.uid,
      session_token: token,
      ...LicenseSessionHeartbeatDto.from(session, signed),
      heartbeat_interval: heartbeatIntervalOf(session),
      sessions: { used: active, max: license.maxSessions },
      ...(features && { features: features.map((feature) => SessionFeatureDto.from(feature)) }),
    };
  }
}

export class EndedLicenseSessionDto {
  @ApiProperty({ type: 'integer', example: 7200, description: 'Duration of the session in seconds.' })
  duration!: number;

  /** Why the session ended. */
  @ApiProperty({ enum: SESSION_ENDS, enumName: 'SessionEnd', example: 'ended' })
  reason!: SessionEnd;

  static from({ startedAt, endedAt, reason }: EndedSession): EndedLicenseSessionDto {
    return { duration: Math.floor((endedAt.getTime() - startedAt.getTime()) / 1000), reason };
  }
}
