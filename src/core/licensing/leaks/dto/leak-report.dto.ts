import { createHash } from 'node:crypto';
import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { LeakedToken } from '../leak-reports.service';

const LABELS = ['true_positive', 'false_positive'] as const;

@ApiSchema({ name: 'LeakFeedback' })
export class LeakFeedbackDto {
  /** SHA-256 of the token, in hex. */
  token_hash!: string;

  /** Type of the report. */
  token_type!: string;

  @ApiProperty({ enum: LABELS, enumName: 'LeakLabel', description: 'Whether it is a key of a license.' })
  label!: (typeof LABELS)[number];

  static of({ token, type }: LeakedToken, isKey: boolean): LeakFeedbackDto {
    return {
      token_hash: createHash('sha256').update(token).digest('hex'),
      token_type: type,
      label: isKey ? 'true_positive' : 'false_positive',
    };
  }
}
