import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { SuccessDto } from '../../../kit/success.dto';
import { ConfigDto } from './config.dto';

@ApiSchema({ name: 'DoneAnswer' })
export class DoneDto extends SuccessDto {
  /**
   * Result in Chinese, for a person.
   * @example "许可证配置删除成功"
   */
  message!: string;
}

@ApiSchema({ name: 'CreatedConfig' })
class CreatedConfigDto {
  /**
   * Bundle ID of the app.
   * @example "com.example.myapp"
   */
  app_bundle_id!: string;

  /**
   * When it was created, UTC.
   * @example "2024-01-15T10:30:00Z"
   */
  created_at!: string;
}

@ApiSchema({ name: 'CreatedConfigAnswer' })
export class CreatedConfigAnswerDto extends DoneDto {
  /** The result. */
  data!: CreatedConfigDto;
}

@ApiSchema({ name: 'UpdatedConfig' })
class UpdatedConfigDto {
  /**
   * Bundle ID of the app.
   * @example "com.example.myapp"
   */
  app_bundle_id!: string;

  /**
   * When it was last changed, UTC.
   * @example "2024-01-15T10:35:00Z"
   */
  updated_at!: string;
}

@ApiSchema({ name: 'UpdatedConfigAnswer' })
export class UpdatedConfigAnswerDto extends DoneDto {
  /** The result. */
  data!: UpdatedConfigDto;
}

@ApiSchema({ name: 'ConfigAnswer' })
export class ConfigAnswerDto extends SuccessDto {
  /** The result. */
  data!: ConfigDto;
}

@ApiSchema({ name: 'ConfigList' })
export class ConfigListDto extends SuccessDto {
  /** The result. */
  @ApiProperty({ type: [ConfigDto] })
  data!: ConfigDto[];

  /** Number of all configurations. */
  @ApiProperty({ type: 'integer', example: 1 })
  total!: number;
}

@ApiSchema({ name: 'UploadedFile' })
class UploadedFileDto {
  /**
   * Name under which apps download the file.
   * @example "pixelfreeAuth.lic"
   */
  filename!: string;

  /** Size of the file in bytes. */
  @ApiProperty({ type: 'integer', example: 1024 })
  size!: number;

  /**
   * When the file was uploaded, UTC.
   * @example "2024-01-15T10:35:00Z"
   */
  uploaded_at!: string;
}

@ApiSchema({ name: 'UploadedFileAnswer' })
export class UploadedFileAnswerDto extends DoneDto {
  /** The result. */
  data!: UploadedFileDto;
}
