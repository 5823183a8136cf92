import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { BY_CREATION, SortedPage } from '../../../common/pagination/sorting';
import { PageOf } from '../../../common/pagination/page.dto';
import { MAX_SCANNED_ROWS } from '../../../common/pagination/page-request';
import { IsFlag, IsText, MayBeMissing } from '../../../common/validation/fields';
import { IsSearchFilter } from '../../../common/validation/search-text';
import {
  LicenseSession,
  MAX_END_MESSAGE,
  SESSION_ENDS,
  type SessionEnd,
} from '../../../licenses/sessions/license-session.entity';
import { IsAnyName } from '../../../common/pagination/any-of';

export class LicenseSessionQueryDto extends SortedPage({ started_at: BY_CREATION.created_at }, 'SessionSort') {
  @IsAnyName('UUIDs, keys or former keys of licenses.')
  license?: string[];

  /** Whether the session is active. */
  @IsFlag()
  running?: boolean;

  @IsSearchFilter('license key, the fingerprint or the device name', { among: MAX_SCANNED_ROWS })
  q?: string;
}

/** End of a session by an admin. */
export class EndLicenseSessionDto {
  /** Told to the app at its next heartbeat, at most 500 characters. */
  @MayBeMissing()
  @IsText(MAX_END_MESSAGE)
  message?: string;
}

/** A session of a floating license in answers of the native API. */
export class LicenseSessionDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /** Numeric ID used by the other APIs. */
  @ApiProperty({ type: 'integer' })
  number!: number;

  /** UUID of the license. */
  @ApiProperty({ format: 'uuid' })
  license!: string;

  @ApiProperty({ format: 'uuid', description: 'ID of the activation of the device.' })
  activation!: string;

  /** Fingerprint of the device. */
  hardware_id!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Machine ID reported by the app.' })
  machine_id!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'User named at the start; null without one.' })
  user!: string | null;

  /** Version of the app; null if it reported none. */
  @ApiProperty({ type: String, nullable: true, example: '1.0.0' })
  app_version!: string | null;

  /** IP address from which the session was started; null if unknown. */
  @ApiProperty({ type: String, nullable: true })
  ip!: string | null;

  /** Whether the session is running. */
  running!: boolean;

  /** When the session was started. */
  started_at!: Date;

  /** When the last heartbeat was received. */
  last_beat_at!: Date;

  /** Until when the session needs no heartbeats. Only present if it was borrowed. */
  borrowed_until?: Date;

  /** When the session ended; null while it is running. */
  ended_at!: Date | null;

  /** Why the session ended; null while it is running. */
  @ApiProperty({ enum: [...SESSION_ENDS, null], nullable: true })
  end_reason!: SessionEnd | null;

  static from(session: LicenseSession, now: Date): LicenseSessionDto {
    const { activation } = session;
    const end = session.endBy(now);
    return {
      id: session.uid,
      number: session.id,
      license: activation?.license?.uid ?? '',
      activation: activation?.uid ?? '',
      hardware_id: activation?.fingerprint ?? '',
      machine_id: session.machineId,
      user: session.username,
      app_version: session.appVersion,
      ip: session.ip,
      running: end === null,
      started_at: session.startedAt,
      last_beat_at: session.lastHeartbeatAt,
      ...(session.borrowedUntil && { borrowed_until: session.borrowedUntil }),
      ended_at: end?.at ?? null,
      end_reason: end?.reason ?? null,
    };
  }
}

/** Columns of a CSV export of sessions. */
export const SESSION_FIELDS = [
  ...([
    'id',
    'number',
    'license',
    'activation',
    'hardware_id',
    'machine_id',
    'user',
    'app_version',
    'ip',
    'running',
  ] as const),
  ...(['started_at', 'last_beat_at', 'borrowed_until', 'ended_at', 'end_reason'] as const),
];

@ApiSchema({ name: 'LicenseSessionPage' })
export class LicenseSessionPageDto extends PageOf(LicenseSessionDto) {}
