import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'Status' })
export class StatusDto {
  /** Always `online`. */
  @ApiProperty({ enum: ['ok'] })
  status!: string;

  /**
   * Name of the service.
   * @example "V2 License Server"
   */
  service!: string;

  /**
   * When this was read, UTC.
   * @example "2025-06-19T10:30:00Z"
   */
  timestamp!: string;
}
