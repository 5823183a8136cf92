import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'Health' })
export class HealthDto {
  @ApiProperty({ enum: ['ok'] })
  status!: string;
}

/** Fields of every answer of the external API: some programs read `status`, some `is_active`. */
export class ExternalAnswerDto {
  status!: boolean;

  is_active!: boolean;

  /** @example "Connection successful" */
  message!: string;
}

@ApiSchema({ name: 'Connection' })
export class ConnectionDto extends ExternalAnswerDto {}

/** Fields of every answer of the internal API. */
export class InternalAnswerDto {
  @ApiProperty({ enum: [false] })
  error!: boolean;
}

@ApiSchema({ name: 'InternalConnection' })
export class InternalConnectionDto extends InternalAnswerDto {
  @ApiProperty({ enum: [true] })
  status!: boolean;

  /** @example "Connection successful" */
  message!: string;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, nullable: true })
  data!: null;
}

/** Fields of every answer to LicenseBox calls. */
@ApiSchema({ name: 'LegacyAnswer' })
export class LegacyAnswerDto {
  status!: boolean;

  /** @example "Connection successful" */
  message!: string;
}
