import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { applyDecorators } from '@nestjs/common';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, Matches, ValidateBy } from 'class-validator';
import { LICENSE_FILE_PARTS, type LicenseFilePart } from '../../../catalog/products/license-file-parts';
import { MAX_OFFLINE_DAYS } from '../../../catalog/policies/behavior';
import { BY_CREATION, SortedPage } from '../../../common/pagination/sorting';
import { PageOf } from '../../../common/pagination/page.dto';
import { IsName, IsText, IsWholeNumber, MaxLength, MayBeMissing } from '../../../common/validation/fields';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { HARDWARE_ID, IsHardwareId } from '../../calls/dto/client-call.dto';
import { deviceIn, userIn } from '../../calls/dto/device-and-scope';
import { MAX_RELEASE, MAX_REQUEST } from '../air-gap-codes';
import type { LicenseFileOrder } from '../issue-license-file.service';
import type { LicenseFile } from '../../../licenses/license-files/license-file.entity';
import type { IssuedLicenseFile } from '../write-license-file.service';
import { asRule } from '../../../common/validation/rules';
import { PastedCode } from './pasted-code';

export const TTL_DAYS =
  'Days for which the file holds, at most the `offline_days` of the policy, which are the default. The file ends with the license at the latest, its grace period included.';
const INCLUDE =
  'What the file carries in its claim `included`, of what the `license_file_parts` of the product allow; entitlements are always in it. At most 100 devices and users, and 16 KB in all.';
export const ENCRYPTED =
  'Encrypt the file, so that only an app with the license key, and the fingerprint if the file is for one device, can read it. Files are always signed; false by default.';

/** Field of requests for a license file. */
export function IncludedPartsField(): PropertyDecorator {
  return applyDecorators(
    MayBeMissing(),
    IsArray(),
    ArrayMaxSize(LICENSE_FILE_PARTS.length),
    IsIn(LICENSE_FILE_PARTS, { each: true }),
    ApiPropertyOptional({
      isArray: true,
      enum: LICENSE_FILE_PARTS,
      enumName: 'LicenseFilePart',
      description: INCLUDE,
      example: [],
    }),
  );
}

/** Device, product and duration of a license file to issue. */
export class IssueLicenseFileDto {
  /**
   * Device for which the file is. It is activated if it is not active, and takes a seat like any device. If neither this nor
   * `request` is given, the file is for any device, and takes no seat.
   */
  @MayBeMissing()
  @IsHardwareId()
  @ApiPropertyOptional(HARDWARE_ID)
  hardware_id?: string | Record<string, unknown>;

  /** Request that an app without network shows, in place of `hardware_id`. Its device is activated, and the file repeats its nonce. */
  @MayBeMissing()
  @PastedCode('KWR1')
  @MaxLength(MAX_REQUEST)
  @Matches(/^KWR1\.[\w-]+$/, {
    message: 'request must be a code that starts with KWR1.',
    ...asRule({ rule: 'startsWith', params: { start: 'KWR1' } }),
  })
  @ValidateBy(
    {
      name: 'isOnlyDevice',
      validator: {
        validate: (_request, args) => (args?.object as IssueLicenseFileDto).hardware_id === undefined,
        defaultMessage: () => 'request cannot be combined with hardware_id',
      },
    },
    asRule({ rule: 'isAlternative', params: { other: 'hardware_id' } }),
  )
  @ApiPropertyOptional({ example: undefined })
  request?: string;

  /**
   * Name for the device; its present name by default. Ignored for a file for any device.
   * @example "Lab computer"
   */
  @MayBeMissing()
  @IsText(255)
  machine_name?: string;

  /** Reference of the product that the file is for, if the license is for several; the first of them by default. */
  @MayBeMissing()
  @IsName()
  @ApiPropertyOptional({ example: undefined })
  product?: string;

  /** User of the app, for a license that demands one: an e-mail address or an external id. */
  @MayBeMissing()
  @IsName()
  @ApiPropertyOptional({ example: undefined })
  user?: string;

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

  static toOrder({ hardware_id, machine_name, ...input }: IssueLicenseFileDto): LicenseFileOrder {
    return {
      device: hardware_id === undefined ? undefined : deviceIn({ hardware_id, machine_name }),
      request: input.request,
      deviceName: machine_name,
      product: input.product,
      user: userIn(input.user),
      ttlDays: input.ttl_days,
      encrypted: input.encrypted,
      include: input.include,
    };
  }
}

/** The code by which an offline device confirms that it has been deactivated. */
export class ReleaseOfflineDeviceDto {
  /** Release code that an app without network shows after it has deleted its license file. */
  @PastedCode('KWX1')
  @MaxLength(MAX_RELEASE)
  @Matches(/^KWX1\.[\w-]+$/, {
    message: 'code must be a code that starts with KWX1.',
    ...asRule({ rule: 'startsWith', params: { start: 'KWX1' } }),
  })
  @ApiProperty({
    example: 'KWX1.eyJrIjoiTEY5a0lzV1JfSDVuMGtqUUFZRzR6USIsImYiOiJsYWItNyIsInMiOiJBZ3J2cVpRN2NrMGRLQmJSOUlDcWZ3In0',
  })
  code!: string;
}

export class ListLicenseFilesDto extends SortedPage(BY_CREATION, 'CreationSort') {
  @IsSearchFilter('fingerprint or of the name of the user or API key that issued the file')
  q?: string;
}

/** A license file that was issued, without its text, which is not stored. */
@ApiSchema({ name: 'LicenseFile' })
export class LicenseFileDto {
  @ApiProperty({ format: 'uuid', description: 'ID of the file, which is its claim `jti`.' })
  id!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Fingerprint of the device: the hardware ID, or its SHA-256 if it is an object; null for any device.',
    example: 'b1946ac92492d2347c6235b4d2611184',
  })
  fingerprint!: string | null;

  /** Whether the license key is needed to read the file. */
  encrypted!: boolean;

  /** When the file ends. */
  expires_at!: Date;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Name of the user or the API key that issued the file; null if an app requested it.',
    example: 'admin',
  })
  created_by!: string | null;

  /** When the file was issued. */
  created_at!: Date;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description:
      'When the file was revoked, or the seat of its device was released; null while it counts. An app learns it with its next `validate` or `heartbeat` that names the file.',
    example: null,
  })
  revoked_at!: Date | null;

  static from(file: LicenseFile): LicenseFileDto {
    return {
      id: file.uid,
      fingerprint: file.fingerprint,
      encrypted: file.encrypted,
      expires_at: file.expiresAt,
      created_by: file.createdBy,
      created_at: file.createdAt,
      revoked_at: file.endedAt,
    };
  }
}

/** Text of a license file. */
export const FILE_TEXT = {
  description:
    'Text of the file, which is not stored: lines of 64 characters of base64 between BEGIN and END lines. Give it to the app unchanged.',
  example:
    '-----BEGIN KEYWARD LICENSE FILE-----\nZXlKaGJHY2lPaUpGWkVSVFFTSjkuLi4=\n-----END KEYWARD LICENSE FILE-----\n',
};

export class IssuedLicenseFileDto extends LicenseFileDto {
  @ApiProperty(FILE_TEXT)
  file!: string;

  static of({ file, text }: IssuedLicenseFile): IssuedLicenseFileDto {
    return { ...LicenseFileDto.from(file), file: text };
  }
}

@ApiSchema({ name: 'LicenseFilePage' })
export class LicenseFilePageDto extends PageOf(LicenseFileDto) {}
