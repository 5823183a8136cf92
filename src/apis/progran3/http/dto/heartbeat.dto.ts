import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsNumber, IsOptional } from 'class-validator';
import { HEARTBEAT_EVENTS, type HeartbeatEvent, type HeartbeatDetails } from '../../app/heartbeat.entity';
import type { HeartbeatResult, HeartbeatWithSystem } from '../../app/heartbeats.service';
import { PROGRAN3 } from '../../progran3.dialect';
import { SuccessDto } from '../../../kit/success.dto';
import { DoneDto } from './answer.dto';
import { IsChoice, IsPluginText, IsPluginTime, IsQueryTimestamp, IsQueryNumber } from './fields';
import { LICENSE_STATUSES, type LicenseStatus, statusOf } from './license-status';
import { ValidateDto } from './plugin.dto';

@ApiSchema({ name: 'HeartbeatRequest' })
export class HeartbeatDto extends ValidateDto {
  /** Time at the system when the event occurred, ISO 8601 or milliseconds since 1970; null if unknown. */
  @IsPluginTime()
  timestamp?: string | number | null;

  /** Kind of the event; null if unknown. */
  @IsOptional()
  @IsChoice(HEARTBEAT_EVENTS)
  @ApiPropertyOptional({ nullable: true })
  event_type?: HeartbeatEvent | null;

  /** Version of the plugin; null if unknown. */
  @IsPluginText()
  plugin_version?: string | null;

  /** When the session started, ISO 8601 or milliseconds since 1970; null if unknown. */
  @IsPluginTime()
  session_start?: string | number | null;

  /** Duration of the session in seconds; null if unknown. */
  @IsOptional()
  @IsNumber()
  @ApiPropertyOptional({ type: Number, nullable: true })
  session_duration?: number | null;

  /** Version of SketchUp; null if unknown. */
  @IsPluginText()
  sketchup_version?: string | null;

  /** Operating system; null if unknown. */
  @IsPluginText()
  platform?: string | null;

  static toDetails(input: HeartbeatDto): HeartbeatDetails {
    return {
      timestamp: input.timestamp,
      pluginVersion: input.plugin_version,
      sessionStart: input.session_start,
      sessionDuration: input.session_duration,
      sketchupVersion: input.sketchup_version,
      platform: input.platform,
    };
  }
}

@ApiSchema({ name: 'Beat' })
export class HeartbeatResultDto {
  /** Always `active`: refusals are errors. */
  @ApiProperty({ enum: ['active'] })
  status!: 'active';

  /**
   * When the system was last seen, UTC.
   * @example "2025-10-12T12:00:00Z"
   */
  last_seen!: string;

  /** State of the license. */
  @ApiProperty({ enum: LICENSE_STATUSES, example: 'active' })
  license_status!: LicenseStatus;

  static from({ license, lastSeen }: HeartbeatResult): HeartbeatResultDto {
    return { status: 'active', last_seen: PROGRAN3.dates(lastSeen), license_status: statusOf(license, lastSeen) };
  }
}

@ApiSchema({ name: 'HeartbeatAnswer' })
export class HeartbeatAnswerDto extends DoneDto {
  /** The result. */
  data!: HeartbeatResultDto;
}

@ApiSchema({ name: 'ListHeartbeats' })
export class ListHeartbeatsDto {
  /** Maximum number of items, 50 by default; values above 100 are reduced to 100. */
  @IsQueryNumber(PROGRAN3.paging.size)
  limit: number = PROGRAN3.paging.size;

  /** Earliest time of the heartbeats. */
  @IsQueryTimestamp()
  since?: Date;
}

@ApiSchema({ name: 'BeatingLicense' })
export class HeartbeatLicenseDto {
  /**
   * License key in the form `PROGRAN3-YYYY-…`.
   * @example "PROGRAN3-2025-A1B2C3-XYZ789"
   */
  license_key!: string;

  /** State of the license. */
  @ApiProperty({ enum: LICENSE_STATUSES, example: 'active' })
  status!: LicenseStatus;
}

@ApiSchema({ name: 'Heartbeat' })
export class ListedHeartbeatDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /** UUID of the license. */
  @ApiProperty({ format: 'uuid' })
  license_id!: string;

  /** UUID of the system. */
  @ApiProperty({ format: 'uuid' })
  system_id!: string;

  /** SHA-256 fingerprint of the system. */
  fingerprint_hash!: string;

  /** Kind of the event; null if unknown. */
  @ApiProperty({ enum: HEARTBEAT_EVENTS, enumName: 'HeartbeatEvent' })
  event_type!: HeartbeatEvent;

  /** Time at the system when the event occurred, ISO 8601 or milliseconds since 1970; null if unknown. */
  @ApiProperty({ nullable: true, oneOf: [{ type: 'string' }, { type: 'number' }] })
  timestamp!: string | number | null;

  /** Version of the plugin; null if unknown. */
  @ApiProperty({ type: String, nullable: true })
  plugin_version!: string | null;

  /** When the session started, ISO 8601 or milliseconds since 1970; null if unknown. */
  @ApiProperty({ nullable: true, oneOf: [{ type: 'string' }, { type: 'number' }] })
  session_start!: string | number | null;

  /** Duration of the session in seconds; null if unknown. */
  @ApiProperty({ type: Number, nullable: true })
  session_duration!: number | null;

  /** Version of SketchUp; null if unknown. */
  @ApiProperty({ type: String, nullable: true })
  sketchup_version!: string | null;

  /** Operating system; null if unknown. */
  @ApiProperty({ type: String, nullable: true })
  platform!: string | null;

  /**
   * When it was created, UTC.
   * @example "2025-10-12T12:00:00Z"
   */
  created_at!: string;

  /** License of the system. */
  licenses!: HeartbeatLicenseDto;

  static from({ uid, event, at, details, system }: HeartbeatWithSystem, now: Date): ListedHeartbeatDto {
    const { license } = system;
    return {
      id: uid,
      license_id: license.uid,
      system_id: system.uid,
      fingerprint_hash: system.fingerprint,
      event_type: event,
      timestamp: details.timestamp ?? null,
      plugin_version: details.pluginVersion ?? null,
      session_start: details.sessionStart ?? null,
      session_duration: details.sessionDuration ?? null,
      sketchup_version: details.sketchupVersion ?? null,
      platform: details.platform ?? null,
      created_at: PROGRAN3.dates(at),
      licenses: { license_key: license.key, status: statusOf(license, now) },
    };
  }
}

@ApiSchema({ name: 'HeartbeatList' })
export class HeartbeatListDto extends SuccessDto {
  /** Heartbeats, newest first. */
  data!: ListedHeartbeatDto[];
}
