import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsWholeNumber, MayBeMissing } from '../../../common/validation/fields';
import type { DownloadsOfDay } from '../../../catalog/versions/version-downloads.service';

export class VersionDownloadsQueryDto {
  /** Number of days in UTC, today included. */
  @MayBeMissing()
  @Type(() => Number)
  @IsWholeNumber(1, 366)
  @ApiProperty({ required: false, default: 30, example: 30 })
  days: number = 30;
}

export class DayDownloadsDto {
  /** Day in UTC. */
  @ApiProperty({ format: 'date' })
  day!: string;

  @ApiProperty({ type: 'integer', description: 'Devices that downloaded the version on this day.' })
  downloads!: number;
}

/** Finished downloads with a license; a device that loads a file again counts once a day. */
export class VersionDownloadsDto {
  @ApiProperty({ type: 'integer', description: 'Sum of all days.' })
  total!: number;

  /** Every day, oldest first. */
  days!: DayDownloadsDto[];

  static from(days: readonly string[], counts: readonly DownloadsOfDay[]): VersionDownloadsDto {
    const byDay = new Map(counts.map(({ day, downloads }) => [day, downloads]));
    return {
      total: counts.reduce((sum, { downloads }) => sum + downloads, 0),
      days: days.map((day) => ({ day, downloads: byDay.get(day) ?? 0 })),
    };
  }
}
