import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { SuccessDto } from '../../../kit/success.dto';
import { ConfigDto } from './config.dto';

@ApiSchema({ name: 'DoneAnswer' })
export class DoneDto extends SuccessDto {
  /** @example "许可证配置删除成功" */
  message!: string;
}

@ApiSchema({ name: 'CreatedConfig' })
class CreatedConfigDto {
  /** @example "com.example.myapp" */
  app_bundle_id!: string;

  /** @example "2024-01-15T10:30:00Z" */
  created_at!: string;
}

@ApiSchema({ name: 'CreatedConfigAnswer' })
export class CreatedConfigAnswerDto extends DoneDto {
  data!: CreatedConfigDto;
}

@ApiSchema({ name: 'UpdatedConfig' })
class UpdatedConfigDto {
  /** @example "com.example.myapp" */
  app_bundle_id!: string;

  /** @example "2024-01-15T10:35:00Z" */
  updated_at!: string;
}

@ApiSchema({ name: 'UpdatedConfigAnswer' })
export class UpdatedConfigAnswerDto extends DoneDto {
  data!: UpdatedConfigDto;
}

@ApiSchema({ name: 'ConfigAnswer' })
export class ConfigAnswerDto extends SuccessDto {
  data!: ConfigDto;
}

@ApiSchema({ name: 'ConfigList' })
export class ConfigListDto extends SuccessDto {
  @ApiProperty({ type: [ConfigDto] })
  data!: ConfigDto[];

  @ApiProperty({ type: 'integer', example: 1 })
  total!: number;
}

@ApiSchema({ name: 'UploadedFile' })
class UploadedFileDto {
  /** @example "pixelfreeAuth.lic" */
  filename!: string;

  @ApiProperty({ type: 'integer', example: 1024 })
  size!: number;

  /** @example "2024-01-15T10:35:00Z" */
  uploaded_at!: string;
}

@ApiSchema({ name: 'UploadedFileAnswer' })
export class UploadedFileAnswerDto extends DoneDto {
  data!: UploadedFileDto;
}
