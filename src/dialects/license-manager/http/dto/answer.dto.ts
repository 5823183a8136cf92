import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'Health' })
export class HealthDto {
  @ApiProperty({ enum: ['ok'] })
  status!: string;
}

/** What every answer of the external API begins with: some programs read the one, some the other. */
export class ExternalAnswerDto {
  status!: boolean;

  is_active!: boolean;

  /** @example "Connection successful" */
  message!: string;
}

@ApiSchema({ name: 'Connection' })
export class ConnectionDto extends ExternalAnswerDto {}

/** What every answer of the internal API begins with. */
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

/** What every answer to LicenseBox's calls begins with. */
@ApiSchema({ name: 'LegacyAnswer' })
export class LegacyAnswerDto {
  status!: boolean;

  /** @example "Connection successful" */
  message!: string;
}
