import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'Status' })
export class StatusDto {
  @ApiProperty({ enum: ['ok'] })
  status!: string;

  /** @example "V2 License Server" */
  service!: string;

  /** @example "2025-06-19T10:30:00Z" */
  timestamp!: string;
}

@ApiSchema({ name: 'ServerHealth' })
export class HealthDto {
  @ApiProperty({ enum: ['healthy'] })
  status!: string;

  /** @example "2025-06-19T10:30:00Z" */
  timestamp!: string;

  /** Version of the server. */
  version!: string;

  /**
   * Time since the server started.
   * @example "2h30m15s"
   */
  uptime!: string;
}
