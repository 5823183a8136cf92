import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'LoadedPlugin' })
export class LoadedPluginDto {
  /**
   * Name, as in PLUGINS_OFF.
   * @example "leads"
   */
  name!: string;

  /** Version of the plug-in; those of Keyward have the server's. */
  version!: string;
}

@ApiSchema({ name: 'ServerHealth' })
export class HealthDto {
  /** Always `healthy`. */
  @ApiProperty({ enum: ['healthy'] })
  status!: string;

  /**
   * When this was read, UTC.
   * @example "2025-06-19T10:30:00Z"
   */
  timestamp!: string;

  /** Version of the server. */
  version!: string;

  /**
   * Time since the server started.
   * @example "2h30m15s"
   */
  uptime!: string;

  @ApiProperty({ type: [LoadedPluginDto], description: 'The plug-ins that are on.' })
  plugins!: LoadedPluginDto[];
}
