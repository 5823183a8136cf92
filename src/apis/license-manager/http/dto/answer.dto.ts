import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'Health' })
export class HealthDto {
  /** Always true: the server answers. */
  @ApiProperty({ enum: ['ok'] })
  status!: string;
}

/** Fields of every answer of the external API: some programs read `status`, some `is_active`. */
export class ExternalAnswerDto {
  /** Whether the call succeeded. */
  status!: boolean;

  /** Whether the license is active. */
  is_active!: boolean;

  /**
   * Result in words, for a person.
   * @example "Connection successful"
   */
  message!: string;
}

@ApiSchema({ name: 'Connection' })
export class ConnectionDto extends ExternalAnswerDto {}

/** Fields of every answer of the internal API. */
export class InternalAnswerDto {
  /** Always false: failures have another body. */
  @ApiProperty({ enum: [false] })
  error!: boolean;
}

@ApiSchema({ name: 'InternalConnection' })
export class InternalConnectionDto extends InternalAnswerDto {
  /** Whether the call succeeded. */
  @ApiProperty({ enum: [true] })
  status!: boolean;

  /**
   * Result in words, for a person.
   * @example "Connection successful"
   */
  message!: string;

  /** Always null. */
  @ApiPropertyOptional({ type: 'object', additionalProperties: true, nullable: true })
  data!: null;
}

/** Fields of every answer to LicenseBox calls. */
@ApiSchema({ name: 'LegacyAnswer' })
export class LegacyAnswerDto {
  /** Whether the call succeeded. */
  status!: boolean;

  /**
   * Result in words, for a person.
   * @example "Connection successful"
   */
  message!: string;
}
