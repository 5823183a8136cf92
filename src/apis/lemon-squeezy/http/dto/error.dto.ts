import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { InstanceDto, LicenseKeyDto, MetaDto } from './answer.dto';

/** An invalid or refused request, in the format of Laravel. */
@ApiSchema({ name: 'ErrorAnswer' })
export class ErrorDto {
  /**
   * Error in words, for a person.
   * @example "The license key field is required."
   */
  message!: string;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'array', items: { type: 'string' } },
    description: 'Error messages by field.',
    example: { license_key: ['The license key field is required.'] },
  })
  errors?: Record<string, string[]>;
}

abstract class RefusalDto {
  /**
   * Why the license is refused.
   * @example "This license key is expired."
   */
  error!: string;

  /** The license; left out for an unknown key. */
  license_key?: LicenseKeyDto;

  /** Store, order, product and customer of the license; omitted for an unknown key. */
  meta?: MetaDto;
}

@ApiSchema({ name: 'ActivationRefusal' })
export class ActivationRefusalDto extends RefusalDto {
  /** Always false. */
  @ApiProperty({ enum: [false] })
  activated!: boolean;

  /** Always null; left out for an unknown key. */
  @ApiPropertyOptional({ type: InstanceDto, nullable: true })
  instance?: InstanceDto | null;
}

@ApiSchema({ name: 'ValidationRefusal' })
export class ValidationRefusalDto extends RefusalDto {
  /** Always false. */
  @ApiProperty({ enum: [false] })
  valid!: boolean;

  /** Always null; left out for an unknown key. */
  @ApiPropertyOptional({ type: InstanceDto, nullable: true })
  instance?: InstanceDto | null;
}

@ApiSchema({ name: 'DeactivationRefusal' })
export class DeactivationRefusalDto extends RefusalDto {
  /** Always false. */
  @ApiProperty({ enum: [false] })
  deactivated!: boolean;
}
