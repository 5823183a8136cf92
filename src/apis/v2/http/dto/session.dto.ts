import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import { IsText, MayBeMissing } from '../../../../core/common';
import type { Update } from '../../../../core/catalog/internal';
import { type LicenseSession } from '../../../../core/licenses';
import { expiryOf, heartbeatIntervalOf, SESSION_ENDS, type SessionTimes } from '../../../../core/licenses/internal';
import type { EndedSession } from '../../../../core/verification/internal';
import { V2 } from '../../v2.dialect';

@ApiSchema({ name: 'HeartbeatRequest' })
export class HeartbeatDto {
  /**
   * License key.
   * @example "XXXX-XXXX-XXXX-XXXX"
   */
  @IsString()
  license_key!: string;

  /**
   * Hash of the device's hardware, which identifies it.
   * @example "unique-hardware-identifier"
   */
  @IsString()
  @Length(1, 512)
  hardware_hash!: string;
}

@ApiSchema({ name: 'HeartbeatAnswer' })
export class HeartbeatAnswerDto {
  /** Always true: failures are errors. */
  success!: boolean;

  /**
   * When the device was last seen, UTC.
   * @example "2025-06-19T10:30:00Z"
   */
  last_heartbeat!: string;
}

@ApiSchema({ name: 'SessionStartRequest' })
export class StartSessionDto extends HeartbeatDto {
  /**
   * ID of the machine, for display.
   * @example "DESKTOP-ABC123"
   */
  @MayBeMissing()
  @IsText(255)
  machine_id?: string;

  /**
   * Version of the program.
   * @example "1.0.0"
   */
  @MayBeMissing()
  @IsText(255)
  version?: string;
}

@ApiSchema({ name: 'SessionStarted' })
export class SessionStartedDto {
  /** Always true: failures are errors. */
  success!: boolean;

  /** Token that identifies the session in later calls. */
  session_token!: string;

  /**
   * When the session was started, UTC.
   * @example "2025-06-19T10:30:00Z"
   */
  started_at!: string;

  /**
   * When the session expires unless a heartbeat arrives before.
   * @example "2025-06-19T10:31:00Z"
   */
  expires_at!: string;

  @ApiProperty({
    type: 'integer',
    example: 30,
    description: 'Interval between heartbeats, in seconds.',
  })
  heartbeat_interval!: number;

  /** Whether a newer version is published. */
  update_available!: boolean;

  @ApiProperty({
    type: String,
    nullable: true,
    example: '1.0.0',
    description: 'Latest published version; null if none is published.',
  })
  latest_version!: string | null;

  static from(session: LicenseSession, token: string, { latest, isNewer }: Update): SessionStartedDto {
    return {
      success: true,
      session_token: token,
      started_at: V2.dates(session.startedAt),
      expires_at: V2.dates(expiryOf(session)),
      heartbeat_interval: heartbeatIntervalOf(session),
      update_available: isNewer,
      latest_version: latest?.version ?? null,
    };
  }
}

@ApiSchema({ name: 'SessionRequest' })
export class SessionDto {
  /** Token from the start of the session. */
  @IsString()
  session_token!: string;

  /**
   * License key; if sent, it must be the key of the session's license.
   * @example "XXXX-XXXX-XXXX-XXXX"
   */
  @MayBeMissing()
  @IsString()
  license_key?: string;
}

@ApiSchema({ name: 'SessionHeartbeatAnswer' })
export class SessionHeartbeatAnswerDto extends HeartbeatAnswerDto {
  /**
   * When the session expires unless a heartbeat arrives before.
   * @example "2025-06-19T10:31:00Z"
   */
  expires_at!: string;

  static from(times: SessionTimes): SessionHeartbeatAnswerDto {
    return {
      success: true,
      last_heartbeat: V2.dates(times.lastHeartbeatAt),
      expires_at: V2.dates(expiryOf(times)),
    };
  }
}

@ApiSchema({ name: 'SessionEnded' })
export class SessionEndedDto {
  /** Always true: failures are errors. */
  success!: boolean;

  /**
   * When the session was started, UTC.
   * @example "2025-06-19T10:30:00Z"
   */
  started_at!: string;

  /**
   * When the session ended, UTC.
   * @example "2025-06-19T12:30:00Z"
   */
  ended_at!: string;

  @ApiProperty({ type: 'integer', example: 7200, description: 'Duration of the session, in seconds.' })
  duration!: number;

  /** Why the session ended. */
  @ApiProperty({ enum: SESSION_ENDS, enumName: 'SessionEnd', example: 'ended' })
  reason!: EndedSession['reason'];

  static from({ startedAt, endedAt, reason }: EndedSession): SessionEndedDto {
    return {
      success: true,
      started_at: V2.dates(startedAt),
      ended_at: V2.dates(endedAt),
      duration: Math.floor((endedAt.getTime() - startedAt.getTime()) / 1000),
      reason,
    };
  }
}
