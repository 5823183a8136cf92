import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsString, Length, Matches, ValidateBy } from 'class-validator';
import {
  fitsIn,
  hasAtMost,
  IsName,
  IsNameList,
  IsSmallObject,
  IsText,
  IsWholeNumber,
  MAX_INTEGER,
  MayBeMissing,
} from '../../../common/validation/fields';
import { type Environment, ENVIRONMENTS } from '../../../licenses/activations/activation.entity';
import { describesNothing, isPlaceholder } from '../../../licenses/activations/placeholders';
import { AreItems, UsageItemDto } from './usage-item.dto';
import { AreComponents } from './are-components.decorator';
import { IsNonce } from '../../signed-answers/dto/signed-answer.dto';
import { asRule } from '../../../common/validation/rules';

const MAX_OBJECT_BYTES = 4096;

const LICENSE_FILE_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Longest fingerprint of a device, in characters. */
export const MAX_FINGERPRINT = 512;

export const HARDWARE_ID = {
  description:
    'Device identifier: a string of 1 to 512 characters without blanks around it, or an object of at most 4 KB that is reduced to its SHA-256 (RFC 8785). Values that name no device, such as `undefined`, zeros or `To be filled by O.E.M.`, are refused.',
  oneOf: [
    { type: 'string', minLength: 1, maxLength: MAX_FINGERPRINT },
    { type: 'object', additionalProperties: true },
  ],
  example: 'b1946ac92492d2347c6235b4d2611184',
};

/** The fast path, whose schema cannot tell placeholders, leaves a value that changes here to the validator. */
function withoutPlaceholder(value: unknown): unknown {
  const isNone = typeof value === 'string' ? isPlaceholder(value) : describesNothing(value);
  return isNone && value !== undefined ? '' : value;
}

function isHardwareId(value: unknown): boolean {
  if (typeof value === 'string') {
    return value.length >= 1 && hasAtMost(value, MAX_FINGERPRINT);
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value) && fitsIn(value, MAX_OBJECT_BYTES);
}

export function IsHardwareId(): PropertyDecorator {
  return applyDecorators(
    Transform(({ obj, key }: { obj: Record<string, unknown>; key: string }) => withoutPlaceholder(obj[key])),
    ValidateBy(
      {
        name: 'isHardwareId',
        validator: {
          validate: isHardwareId,
          defaultMessage: () =>
            '$property must be a string of 1 to 512 characters or an object of at most 4096 bytes that names one device, not a placeholder',
        },
      },
      asRule({ params: { max: MAX_FINGERPRINT, bytes: MAX_OBJECT_BYTES } }),
    ),
  );
}

/** The optional license file that an app has. */
function IsLicenseFileId(): PropertyDecorator {
  return applyDecorators(
    MayBeMissing(),
    Matches(LICENSE_FILE_ID, {
      message: '$property must be the ID of a license file, a UUID in lower case',
      ...asRule({ rule: 'isLicenseFileId' }),
    }),
    ApiPropertyOptional({
      pattern: LICENSE_FILE_ID.source,
      description:
        'ID of the license file that the app has, its claim `jti`. The response then states whether the file was revoked.',
      example: undefined,
    }),
  );
}

export class ClientCallDto {
  /**
   * License key, as the user entered it: dashes, blanks and case may differ from the key as issued.
   * @example "Q7RD-K2LM-9XWE-4TUB"
   */
  @IsString()
  @Length(1, 255)
  license_key!: string;

  /**
   * ID returned by the activation.
   * @example "act_456"
   */
  @MayBeMissing()
  @Matches(/^act_[1-9]\d{0,14}$/, {
    message: 'activation_id must look like act_456',
    ...asRule({ rule: 'isActivationId', params: { example: 'act_456' } }),
  })
  activation_id?: string;

  /**
   * Version of the app. It is refused outside the policy's range of versions, and if it was released after `updates_until`.
   * @example "1.0.0"
   */
  @MayBeMissing()
  @IsText(255)
  app_version?: string;

  /**
   * Parts of the device by name: 1 to 20 texts of up to 512 characters, names of up to 64. If the policy has a `component_match`, they
   * tell which device this is when its `hardware_id` is unknown to the license. Stored as hashes; ignored without `hardware_id`.
   */
  @MayBeMissing()
  @AreComponents()
  components?: Record<string, string>;

  /**
   * Platform of the app, such as its operating system. It is refused if the policy allows other platforms only.
   * @example "windows"
   */
  @MayBeMissing()
  @IsName()
  platform?: string;

  /**
   * Release channel of the app. It is refused if the policy allows other channels only.
   * @example "stable"
   */
  @MayBeMissing()
  @IsName()
  channel?: string;

  /** Reference of the calling product, which decides on the entitlements, meters and versions of a license for several products. */
  @MayBeMissing()
  @IsName()
  @ApiPropertyOptional({ example: undefined })
  product?: string;

  /** Expected client name of the license. */
  @MayBeMissing()
  @IsName()
  @ApiPropertyOptional({ example: undefined })
  client_name?: string;

  /**
   * Domain on which the app runs. An app that sends it as `hardware_id` as well, in lower case and without port, activates
   * the domain: the policy says in `local_domains` whether one of a developer takes a seat.
   */
  @MayBeMissing()
  @IsName()
  @ApiPropertyOptional({ example: undefined })
  domain?: string;
}

export class UserCallDto extends ClientCallDto {
  /**
   * User of the app: an e-mail address, in which case does not matter, or an external id, which contains no `@`. A
   * license with users refuses others as USER_MISMATCH; its policy may demand a user, or assign unknown ones.
   */
  @MayBeMissing()
  @IsName()
  @ApiPropertyOptional({ example: undefined })
  user?: string;
}

const CHECKSUM = /^[0-9a-f]{64}$/i;

/** A call that can report where the app runs. */
export class DeviceCallDto extends UserCallDto {
  /** ID or name of the policy that the license must have: another one is refused as POLICY_MISMATCH. */
  @MayBeMissing()
  @IsName()
  @ApiPropertyOptional({ example: undefined })
  policy?: string;

  /** ID or name of the group in which the license must be: otherwise it is refused as GROUP_MISMATCH. */
  @MayBeMissing()
  @IsName()
  @ApiPropertyOptional({ example: undefined })
  group?: string;

  /** ID, reference or e-mail of the customer who must own the license: it is refused as CUSTOMER_MISMATCH otherwise. */
  @MayBeMissing()
  @IsName()
  @ApiPropertyOptional({ example: undefined })
  customer?: string;

  /**
   * SHA-256 of the app's file, in hex. It is refused as CHECKSUM_MISMATCH unless an active version of the product has this
   * file: that of `app_version`, if it is sent, and for the `platform`.
   */
  @MayBeMissing()
  @Matches(CHECKSUM, {
    message: '$property must be a SHA-256: 64 hexadecimal digits',
    ...asRule({ rule: 'isSha256' }),
  })
  @ApiPropertyOptional({ pattern: '^[0-9a-fA-F]{64}$', example: undefined })
  checksum?: string;

  /**
   * Where the app runs. The policy decides whether such a device takes a seat, takes none or is refused. If omitted, what the
   * device reported when it last activated; physical if it never did.
   */
  @MayBeMissing()
  @IsIn(ENVIRONMENTS)
  @ApiPropertyOptional({ enum: ENVIRONMENTS, enumName: 'Environment' })
  environment?: Environment;

  /** Number of processor cores of the device. It is refused above `max_cores` of the policy. */
  @MayBeMissing()
  @IsWholeNumber(1, MAX_INTEGER)
  @ApiPropertyOptional({ type: 'integer' })
  cores?: number;

  /** Memory of the device in MB. It is refused above `max_memory_mb` of the policy. */
  @MayBeMissing()
  @IsWholeNumber(1, MAX_INTEGER)
  @ApiPropertyOptional({ type: 'integer' })
  memory_mb?: number;

  /** Disk space of the device in GB. It is refused above `max_disk_gb` of the policy. */
  @MayBeMissing()
  @IsWholeNumber(1, MAX_INTEGER)
  @ApiPropertyOptional({ type: 'integer' })
  disk_gb?: number;
}

export class ActivateLicenseDto extends DeviceCallDto {
  @IsHardwareId()
  @ApiProperty(HARDWARE_ID)
  hardware_id!: string | Record<string, unknown>;

  /**
   * Display name of the device; empty by default.
   * @example "DESKTOP-ABC123"
   */
  @MayBeMissing()
  @IsText(255)
  machine_name?: string;

  @IsNonce()
  nonce?: string;
}

export class ValidateLicenseDto extends DeviceCallDto {
  /** If omitted, device rules are not checked. */
  @MayBeMissing()
  @IsHardwareId()
  @ApiPropertyOptional(HARDWARE_ID)
  hardware_id?: string | Record<string, unknown>;

  @IsLicenseFileId()
  license_file?: string;

  /**
   * Codes of entitlements that the license must have, at most 100; a flag must be true.
   * @example []
   */
  @MayBeMissing()
  @IsNameList()
  entitlements?: string[];

  @IsNonce()
  nonce?: string;

  /** Amounts of meters, and uses of features, of which the answer says whether they could be taken now. Nothing is taken. */
  @MayBeMissing()
  @AreItems(UsageItemDto)
  @ApiPropertyOptional({ example: undefined })
  items?: UsageItemDto[];

  /** Number of current users of the app. Above `max_users` of the license, it is refused as USERS_EXHAUSTED. */
  @MayBeMissing()
  @IsWholeNumber(0, MAX_INTEGER)
  @ApiPropertyOptional({ type: 'integer' })
  current_users?: number;
}

export class SendHeartbeatDto extends DeviceCallDto {
  @IsHardwareId()
  @ApiProperty(HARDWARE_ID)
  hardware_id!: string | Record<string, unknown>;

  @IsLicenseFileId()
  license_file?: string;

  /** Feature usage data, at most 4 KB. */
  @MayBeMissing()
  @IsSmallObject(MAX_OBJECT_BYTES)
  @ApiPropertyOptional({ type: 'object', additionalProperties: true })
  feature_usage?: Record<string, unknown>;

  @IsNonce()
  nonce?: string;
}

export class DeactivateLicenseDto extends ClientCallDto {
  @IsHardwareId()
  @ApiProperty(HARDWARE_ID)
  hardware_id!: string | Record<string, unknown>;

  /**
   * Why the device is deactivated, for the log.
   * @example "Moved to a new computer"
   */
  @MayBeMissing()
  @IsText(2000)
  reason?: string;

  @IsNonce()
  nonce?: string;
}
