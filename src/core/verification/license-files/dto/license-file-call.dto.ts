import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import type { LicenseFilePart } from '../../../catalog/products/license-file-parts';
import { MAX_OFFLINE_DAYS } from '../../../catalog/policies/behavior';
import { IsWholeNumber, MayBeMissing } from '../../../common/validation/fields';
import { DeviceCallDto, HARDWARE_ID, IsHardwareId } from '../../calls/dto/client-call.dto';
import type { FileOptions, IssuedLicenseFile } from '../write-license-file.service';
import { ENCRYPTED, FILE_TEXT, IncludedPartsField, TTL_DAYS } from './license-file.dto';

export class RequestLicenseFileDto extends DeviceCallDto {
  /** The device must be active. */
  @IsHardwareId()
  @ApiProperty(HARDWARE_ID)
  hardware_id!: string | Record<string, unknown>;

  @MayBeMissing()
  @IsWholeNumber(1, MAX_OFFLINE_DAYS)
  @ApiPropertyOptional({ description: TTL_DAYS, example: 14 })
  ttl_days?: number;

  @MayBeMissing()
  @IsBoolean()
  @ApiPropertyOptional({ description: ENCRYPTED, default: false })
  encrypted?: boolean;

  @IncludedPartsField()
  include?: LicenseFilePart[];

  static toOptions({ ttl_days, encrypted, include }: RequestLicenseFileDto): FileOptions {
    return { ttlDays: ttl_days, encrypted, include };
  }
}

export class RequestedLicenseFileDto {
  @ApiProperty({
    format: 'uuid',
    description: 'ID of the file, which is its claim `jti`. Send it as `license_file` to learn whether it is revoked.',
  })
  id!: string;

  @ApiProperty(FILE_TEXT)
  file!: string;

  /** When the file ends. */
  expires_at!: Date;

  static of({ file, text }: IssuedLicenseFile): RequestedLicenseFileDto {
    return { id: file.uid, file: text, expires_at: file.expiresAt };
  }
}
