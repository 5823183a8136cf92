import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import type { Calendar } from '../../../../core/common';
import type { CheckedLicense } from '../../../../core/verification';
import type { EddCall, EddResult } from '../../app/edd-licenses.service';
import { ACTIVATION_ERRORS, type ActivationError, errorOf, statusOf, STATUSES } from '../license-status';
import { checksumOf, urlDecoded } from '../php';
import { IsPhpText, isEmpty } from './fields';
import { EddItemDto } from './item.dto';

const UNLIMITED = 'unlimited';
const LIFETIME = 'lifetime';
const MAX_KEY = 255;

@ApiSchema({ name: 'LicenseRequest' })
export class EddCallDto extends EddItemDto {
  @IsPhpText('Type of the environment of the site; `production` by default.', 'production')
  environment?: string;

  static toCall(input: EddCallDto): EddCall {
    const { license = '', url = '', environment } = input;
    return {
      // A longer text is no key.
      key: urlDecoded(license)
        .trim()
        .slice(0, MAX_KEY + 1),
      item: EddItemDto.toItem(input),
      url: urlDecoded(url).trim(),
      environment: isEmpty(environment) ? 'production' : environment,
    };
  }
}

/** The license, in answers about one that exists. */
class KnownLicenseDto {
  @ApiPropertyOptional({
    oneOf: [{ type: 'string' }, { type: 'integer' }],
    description:
      'Expiration time in the time zone of the installation, or `lifetime`. After a deactivation, in seconds since 1970.',
    example: '2030-06-30 23:59:59',
  })
  expires?: string | number;

  @ApiPropertyOptional({
    type: 'integer',
    description: 'Number of the payment, if the license was imported with one; else 0.',
    example: 0,
  })
  payment_id?: number;

  @ApiPropertyOptional({
    type: String,
    description: 'Name of the customer; empty without one.',
    example: 'Ada Example',
  })
  customer_name?: string;

  @ApiPropertyOptional({
    type: String,
    description: 'E-mail of the customer; empty without one.',
    example: 'ada@example.com',
  })
  customer_email?: string;

  @ApiPropertyOptional({
    oneOf: [{ type: 'string' }, { type: 'boolean' }],
    description: 'Number of the price variant, if the license was imported with one; else false.',
    example: false,
  })
  price_id?: string | false;
}

/** A license with its use. */
class UsedLicenseDto extends KnownLicenseDto {
  @ApiPropertyOptional({ type: 'integer', description: 'Maximum number of sites; 0 is unlimited.', example: 5 })
  license_limit?: number;

  @ApiPropertyOptional({ type: 'integer', description: 'Number of active sites.', example: 1 })
  site_count?: number;

  @ApiPropertyOptional({
    oneOf: [{ type: 'integer' }, { type: 'string' }],
    description: 'Number of sites that can still be activated, or `unlimited`.',
    example: 4,
  })
  activations_left?: number | string;
}

class AnsweredItem extends UsedLicenseDto {
  /** Whether the call did what it names; of a check, whether the license exists. */
  success!: boolean;

  @ApiProperty({
    oneOf: [{ type: 'integer' }, { type: 'boolean' }],
    description: 'Number of the product that was sent, or false.',
    example: 8,
  })
  item_id!: number | false;

  @ApiProperty({
    description: 'Name of the product, as sent or as found; empty without one.',
    example: 'Example Plugin',
  })
  item_name!: string;

  @ApiProperty({ description: 'MD5 checksum of the request.', example: 'aa751d0e7490d0f5120137df96fc6b16' })
  checksum!: string;
}

@ApiSchema({ name: 'ActivationAnswer' })
export class EddActivationDto extends AnsweredItem {
  @ApiProperty({ enum: ['valid', 'invalid'], description: 'Whether the license is active at the site.' })
  license!: 'valid' | 'invalid';

  @ApiPropertyOptional({
    enum: ACTIVATION_ERRORS,
    description: 'Reason why the site is not active.',
    example: 'no_activations_left',
  })
  error?: ActivationError;

  @ApiPropertyOptional({ type: 'integer', description: 'Number of active sites, if no further one can be activated.' })
  max_sites?: number;

  @ApiPropertyOptional({ type: Boolean, description: 'The site takes none of the activations.', example: true })
  is_local?: true;

  static from(call: EddCall, result: EddResult, calendar: Calendar): EddActivationDto {
    const { key, item, url, environment } = call;
    const error = errorOf(result.code, item);
    const { license } = result;
    // In the order of the original, whose texts some programs compare.
    return {
      success: error === undefined,
      license: error === undefined ? 'valid' : 'invalid',
      item_id: item.id,
      item_name: result.itemName,
      ...(error !== undefined && { error }),
      ...(error === 'no_activations_left' && { max_sites: result.seatsTaken }),
      ...(error === 'expired' && license && { expires: expiryOf(license, calendar) }),
      ...(error === undefined && result.isWithoutSeat && { is_local: true as const }),
      ...(license && limitsOf(license, result)),
      ...(license && { expires: expiryOf(license, calendar), activations_left: leftOf(license, result) }),
      checksum: checksumOf([item.name, key, url, item.id, environment]),
      ...(license && ownerOf(license, result)),
    };
  }
}

@ApiSchema({ name: 'DeactivationAnswer' })
export class EddDeactivationDto extends AnsweredItem {
  @ApiProperty({ enum: ['deactivated', 'failed'], description: 'Whether the site was deactivated.' })
  license!: 'deactivated' | 'failed';

  static from(call: EddCall, result: EddResult): EddDeactivationDto {
    const { code, license } = result;
    const { key, item, url, environment } = call;
    const isDone = code === 'VALID';
    return {
      success: isDone,
      license: isDone ? 'deactivated' : 'failed',
      item_id: item.id,
      item_name: result.itemName,
      checksum: checksumOf([item.id, item.name, key, url, environment]),
      ...(license && { expires: secondsOf(license), ...ownerOf(license, result) }),
    };
  }
}

@ApiSchema({ name: 'CheckAnswer' })
export class EddCheckDto extends AnsweredItem {
  @ApiProperty({ enum: STATUSES, description: 'Status of the license at the site.' })
  license!: (typeof STATUSES)[number];

  static from(call: EddCall, result: EddResult, calendar: Calendar): EddCheckDto {
    const { key, item, url } = call;
    const { license } = result;
    return {
      success: license !== null,
      license: statusOf(result, item),
      item_id: item.id,
      item_name: result.itemName,
      checksum: checksumOf([item.id, item.name, key, url]),
      ...(license && {
        expires: expiryOf(license, calendar),
        ...customerOf(license, result),
        ...limitsOf(license, result),
        activations_left: leftOf(license, result),
        price_id: result.facts.priceId,
      }),
    };
  }
}

function limitsOf({ maxActivations }: CheckedLicense, { seatsTaken }: EddResult) {
  return { license_limit: maxActivations ?? 0, site_count: seatsTaken };
}

function leftOf({ maxActivations }: CheckedLicense, { seatsTaken }: EddResult): number | string {
  return maxActivations === null ? UNLIMITED : Math.max(0, maxActivations - seatsTaken);
}

function customerOf({ customer }: CheckedLicense, { facts }: EddResult) {
  return { payment_id: facts.paymentId, customer_name: customer?.name ?? '', customer_email: customer?.email ?? '' };
}

function ownerOf(license: CheckedLicense, result: EddResult) {
  return { ...customerOf(license, result), price_id: result.facts.priceId };
}

function expiryOf({ expiresAt }: CheckedLicense, calendar: Calendar): string {
  return expiresAt ? calendar.dateTimeOf(expiresAt) : LIFETIME;
}

function secondsOf({ expiresAt }: CheckedLicense): number | string {
  return expiresAt ? Math.floor(expiresAt.getTime() / 1000) : LIFETIME;
}
