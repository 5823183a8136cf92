import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';

const CODE = {
  type: 'integer',
  description:
    'Only of an error: 10 creation failed, 20 blocked, 30 expired, 40 in use on the domain, 50 no domain left, 60 invalid license key, 70 no domain sent, 80 inactive on the domain, 90 invalid key for verification, 100 invalid key for creation, 110 in use on the domain and no domain left.',
  example: 60,
} as const;

/** The field that all answers of the plugin have in common, with status 200 also of an error. */
@ApiSchema({ name: 'Answer' })
export class SlmAnswerDto {
  @ApiProperty({ enum: ['success', 'error'], enumName: 'Result', description: 'Whether the call did what it names.' })
  result!: 'success' | 'error';

  @ApiProperty({ description: 'Message for a person.', example: 'License key activated' })
  message!: string;

  @ApiPropertyOptional(CODE)
  error_code?: number;
}

@ApiSchema({ name: 'ErrorAnswer' })
export class SlmErrorDto {
  /** Always `error`. */
  @ApiProperty({ enum: ['error'] })
  result!: 'error';

  @ApiProperty({ description: 'Message for a person.', example: 'Invalid license key' })
  message!: string;

  @ApiPropertyOptional(CODE)
  error_code?: number;
}

@ApiSchema({ name: 'CreationAnswer' })
export class SlmCreatedDto extends SlmAnswerDto {
  @ApiPropertyOptional({ type: String, description: 'License key; only of a success.', example: 'DEMO-UNUSED-0003' })
  key?: string;
}
