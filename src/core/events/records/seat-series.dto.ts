import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { SeatSeries } from './seat-series.service';

@ApiSchema({ name: 'SeatStep' })
class SeatStepDto {
  /** Start of the step. */
  from!: Date;

  /** End of the step, exclusive; now for the last step, which is in progress. */
  until!: Date;

  @ApiProperty({
    type: 'integer',
    description: 'Seats that devices and domains took. Activating again with a seat takes none.',
  })
  taken!: number;

  @ApiProperty({ type: 'integer', description: 'Seats that were released. Deleting a license releases none.' })
  freed!: number;
}

@ApiSchema({ name: 'SeatSeries' })
export class SeatSeriesDto {
  /** Steps of the span, oldest first. */
  steps!: SeatStepDto[];

  @ApiProperty({ type: 'integer', description: 'Seats taken in the span.' })
  taken!: number;

  @ApiProperty({ type: 'integer', description: 'Seats released in the span.' })
  freed!: number;

  static from({ steps, taken, freed }: SeatSeries): SeatSeriesDto {
    return { steps: [...steps], taken, freed };
  }
}
