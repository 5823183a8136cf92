import { ApiProperty } from '@nestjs/swagger';
import { IsString } from 'class-validator';
import { IsWholeNumber, MayBeMissing } from '../../../common/validation/fields';
import type { RotatedKey } from '../rotate-key.service';
import { IsLicenseKey } from './license-fields';

const MAX_OVERLAP_DAYS = 365;

/** New key of a license, and the days in which the old one works too. */
export class RotateKeyDto {
  /** New license key; if omitted, one is generated in the format of the license's policy. */
  @MayBeMissing()
  @IsString()
  @IsLicenseKey()
  @ApiProperty({ required: false, example: undefined })
  key?: string;

  /** Days for which apps may still use the previous key, 0 to 365. With 0, it is refused immediately. */
  @MayBeMissing()
  @IsWholeNumber(0, MAX_OVERLAP_DAYS)
  @ApiProperty({ required: false, default: 7 })
  overlap_days: number = 7;
}

export class RotatedKeyDto {
  /** UUID of the license. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /** New license key. */
  key!: string;
  /** Former license key. */
  previous_key!: string;
  /** When apps can no longer use the previous key. */
  previous_key_valid_until!: Date;

  static from({ licenseUid, key, retired }: RotatedKey): RotatedKeyDto {
    return { id: licenseUid, key, previous_key: retired.key, previous_key_valid_until: retired.validUntil };
  }
}
