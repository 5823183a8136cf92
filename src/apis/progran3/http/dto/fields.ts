import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional, isEmail, isUUID, ValidateBy } from 'class-validator';
import { IsSmallObject, IsTimestamp, MaxLength } from '../../../../core/common';
import { EmptyIsMissing, IsNumberInQuery, Must } from '../../../kit/fields';
import { isLicenseKey, LICENSE_KEY } from '../license-key';

// One message for each invalid field, as in the contract.

const MAX_DAYS = 3650;
const MAX_DATA_BYTES = 16 * 1024;
const MAX_EMAIL = 255;
const MAX_TIME = 64;
const MAX_DESCRIPTION = 500;

/** The contract requires 64 characters, but its own examples have 60. */
const FINGERPRINT = /^([0-9a-f]{64}|[0-9a-f]{60})$/;

export function IsLicenseKey(): PropertyDecorator {
  return applyDecorators(
    Must('isLicenseKey', 'Invalid license key format', (value) => typeof value === 'string' && isLicenseKey(value)),
    ApiProperty({ example: 'PROGRAN3-2025-A1B2C3-XYZ789', minLength: 20, maxLength: 100, pattern: LICENSE_KEY.source }),
  );
}

export function IsEmailAddress(): PropertyDecorator {
  return applyDecorators(
    Normalized((text) => text.trim().toLowerCase()),
    Must(
      'isEmail',
      'Invalid email address',
      (value) => typeof value === 'string' && value.length <= MAX_EMAIL && isEmail(value),
    ),
    ApiProperty({ format: 'email', example: 'user@example.com' }),
  );
}

export function IsFingerprint(): PropertyDecorator {
  return applyDecorators(
    Normalized((text) => text.toLowerCase()),
    Must(
      'isFingerprint',
      'Fingerprint must be a SHA256 hash of 64 characters',
      (value) => typeof value === 'string' && FINGERPRINT.test(value),
    ),
    ApiProperty({
      example: 'a1b2c3d4e5f6789012345678901234567890123456789012345678901234abcd',
      description: 'Capital letters are accepted too.',
      pattern: FINGERPRINT.source,
    }),
  );
}

export function IsUid(what: string): PropertyDecorator {
  return applyDecorators(
    Must('isUuid', `Invalid ${what} format`, (value) => isUUID(value)),
    ApiProperty({ format: 'uuid' }),
  );
}

export function IsDuration(): PropertyDecorator {
  return applyDecorators(
    ValidateBy({
      name: 'isDuration',
      validator: {
        validate: (value) => durationProblem(value) === undefined,
        defaultMessage: (of) => durationProblem(of?.value) ?? '',
      },
    }),
    ApiProperty({ type: 'integer', minimum: 1, maximum: MAX_DAYS, example: 365 }),
  );
}

export function IsDescription(): PropertyDecorator {
  return applyDecorators(
    Normalized((text) => text.trim()),
    IsOptional(),
    MaxLength(MAX_DESCRIPTION),
    ApiPropertyOptional({ type: String, nullable: true, maxLength: MAX_DESCRIPTION, example: 'Annual license' }),
  );
}

export function IsChoice(values: readonly string[]): PropertyDecorator {
  return applyDecorators(
    Must(
      'isChoice',
      `Must be one of: ${values.join(', ')}`,
      (value) => typeof value === 'string' && values.includes(value),
    ),
    ApiProperty({ enum: [...values] }),
  );
}

/** Self-reported data of a computer. */
export function IsSystemData(): PropertyDecorator {
  return applyDecorators(IsOptional(), IsSmallObject(MAX_DATA_BYTES));
}

/** A time in the plugin's own format, a text or a number; stored unchanged. */
export function IsPluginTime(): PropertyDecorator {
  return applyDecorators(
    IsOptional(),
    Must('isTime', 'Must be a time or a number', isTextOrNumber),
    ApiPropertyOptional({ nullable: true, oneOf: [{ type: 'string', maxLength: MAX_TIME }, { type: 'number' }] }),
  );
}

/** A short self-reported text. */
export function IsPluginText(): PropertyDecorator {
  return applyDecorators(IsOptional(), MaxLength(255), ApiPropertyOptional({ type: String, nullable: true }));
}

/** An optional query parameter; an empty value counts as missing. */
export function InQuery(byDefault?: unknown): PropertyDecorator {
  return applyDecorators(EmptyIsMissing(byDefault), IsOptional(), ApiPropertyOptional());
}

export function IsQueryNumber(byDefault: number): PropertyDecorator {
  return IsNumberInQuery({ min: 1, byDefault, text: 'Must be a number from 1' });
}

/** An ISO 8601 timestamp in a query string, UTC by default. */
export function IsQueryTimestamp(): PropertyDecorator {
  return applyDecorators(InQuery(), IsTimestamp('utc'));
}

function Normalized(normalize: (text: string) => string): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? normalize(value) : value));
}

function durationProblem(value: unknown): string | undefined {
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    return 'Duration must be a whole number of days';
  }
  if (value < 1) {
    return 'Duration must be at least 1 day';
  }
  return value > MAX_DAYS ? `Duration must be at most ${MAX_DAYS} days` : undefined;
}

function isTextOrNumber(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && value.length <= MAX_TIME);
}
