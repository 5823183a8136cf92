import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsOptional } from 'class-validator';
import { hasAtMost } from '../../../../core/common';
import { Must } from '../../../kit/fields';

const MAX = 255;

// The messages of Laravel, in which the API is written: https://github.com/laravel/framework, translations of validation.

/** A text of at most 255 characters. White space around it is left out; an empty one is missing. */
function IsLine(name: string): PropertyDecorator {
  return applyDecorators(
    IsTrimmed(),
    Must('isGiven', `The ${name} field is required.`, (value) => value !== undefined && value !== null),
    IsShortText(name),
    ApiProperty({ type: String, minLength: 1, maxLength: MAX }),
  );
}

function IsOptionalLine(name: string): PropertyDecorator {
  return applyDecorators(
    IsTrimmed(),
    IsOptional(),
    IsShortText(name),
    ApiPropertyOptional({ type: String, nullable: true, maxLength: MAX }),
  );
}

function IsTrimmed(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() || undefined : value));
}

/** A missing text is another rule's. */
function IsShortText(name: string): PropertyDecorator {
  return applyDecorators(
    Must(
      'isText',
      `The ${name} field must be a string.`,
      (value) => value === undefined || value === null || typeof value === 'string',
    ),
    Must(
      'isShort',
      `The ${name} field must not be greater than ${MAX} characters.`,
      (value) => typeof value !== 'string' || hasAtMost(value, MAX),
    ),
  );
}

export abstract class LicenseKeyInputDto {
  /**
   * License key.
   * @example "38b1460a-5104-4067-a91d-77b872934d51"
   */
  @IsLine('license key')
  license_key!: string;
}

@ApiSchema({ name: 'ActivateLicenseRequest' })
export class ActivateInstanceDto extends LicenseKeyInputDto {
  /**
   * Label of the instance. Each activation is a new instance, which takes a seat, whatever its name.
   * @example "Test"
   */
  @IsLine('instance name')
  instance_name!: string;
}

@ApiSchema({ name: 'ValidateLicenseRequest' })
export class ValidateInstanceDto extends LicenseKeyInputDto {
  /**
   * ID of the instance, as activation returned it; left out to validate the license as such.
   * @example "47596ad9-a811-4ebf-ac8a-03fc7b6d2a17"
   */
  @IsOptionalLine('instance id')
  instance_id?: string;
}

@ApiSchema({ name: 'DeactivateLicenseRequest' })
export class DeactivateInstanceDto extends LicenseKeyInputDto {
  /**
   * ID of the instance, as activation returned it.
   * @example "47596ad9-a811-4ebf-ac8a-03fc7b6d2a17"
   */
  @IsLine('instance id')
  instance_id!: string;
}
