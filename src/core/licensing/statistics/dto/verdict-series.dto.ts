import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { VerdictSeries } from '../../verifications/verdict-series.service';

@ApiSchema({ name: 'VerdictStep' })
class VerdictStepDto {
  /** Start of the step. */
  from!: Date;

  /** End of the step, exclusive; now for the last step, which is in progress. */
  until!: Date;

  @ApiProperty({
    type: 'integer',
    description: 'Answers that let the app run: VALID, IN_GRACE, EXPIRED_BUT_USABLE.',
  })
  usable!: number;

  @ApiProperty({ type: 'integer', description: 'All other answers.' })
  refused!: number;
}

@ApiSchema({ name: 'RefusalCount' })
class RefusalCountDto {
  /**
   * Code of the refusal.
   * @example "SEATS_EXHAUSTED"
   */
  code!: string;

  @ApiProperty({ type: 'integer', description: 'Number of answers with this code in the span.' })
  count!: number;
}

@ApiSchema({ name: 'VerdictSeries' })
export class VerdictSeriesDto {
  /** Steps of the span, oldest first. */
  steps!: VerdictStepDto[];

  @ApiProperty({ type: 'integer', description: 'Answers of the span that let the app run.' })
  usable!: number;

  @ApiProperty({ type: 'integer', description: 'All other answers of the span.' })
  refused!: number;

  /** Refusals of the span by code, most frequent first. */
  refusals!: RefusalCountDto[];

  static from({ steps, usable, refused, refusals }: VerdictSeries): VerdictSeriesDto {
    return { steps: [...steps], usable, refused, refusals: [...refusals] };
  }
}
