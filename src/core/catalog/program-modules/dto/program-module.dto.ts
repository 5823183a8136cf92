import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { IsName, IsOneLine, IsText } from '../../../common/validation/fields';
import type { ProgramModule } from '../program-module.entity';
import { type LoadedModule, MAX_MODULE_BYTES, type ModuleInput } from '../program-modules.service';

const MAX_VERSION = 64;
const MINIMUM = 'Oldest version of the program that can run the module, such as `3.2.0`; null for any.';

/** Fields of an upload, besides its code. */
export class ModuleFieldsDto {
  /**
   * Version of the module, which apps receive.
   * @example "3.2.1"
   */
  @IsName(MAX_VERSION)
  @IsOneLine()
  version!: string;

  @IsOptional()
  @IsName(MAX_VERSION)
  @IsOneLine()
  @ApiProperty({
    type: String,
    required: false,
    nullable: true,
    maxLength: MAX_VERSION,
    description: MINIMUM,
    example: '3.2.0',
  })
  minimum_version?: string | null;
}

export class UploadModuleDto extends ModuleFieldsDto {
  /**
   * Code of the module, at most 512 KiB in UTF-8.
   * @example "const ReportGenerator = {};"
   */
  @IsText(MAX_MODULE_BYTES)
  code!: string;

  static toInput({ version, minimum_version, code }: UploadModuleDto): ModuleInput {
    return { version, minimumVersion: minimum_version ?? null, code };
  }
}

@ApiSchema({ name: 'ProgramModule' })
export class ProgramModuleDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /**
   * Name at which programs load it.
   * @example "report-generator"
   */
  name!: string;

  /**
   * Version of the module.
   * @example "3.2.1"
   */
  version!: string;

  @ApiProperty({ type: String, nullable: true, description: MINIMUM, example: '3.2.0' })
  minimum_version!: string | null;

  @ApiProperty({ type: 'integer', description: 'Bytes of the code in UTF-8.', example: 35_000 })
  size!: number;

  /**
   * SHA-256 of the code in UTF-8, in lower-case hex.
   * @example "b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c"
   */
  sha256!: string;

  /** When it was first uploaded. */
  created_at!: Date;

  /** When it was last uploaded. */
  updated_at!: Date;

  static from(module: ProgramModule): ProgramModuleDto {
    return {
      id: module.uid,
      name: module.name,
      version: module.version,
      minimum_version: module.minimumVersion,
      size: module.size,
      sha256: module.sha256,
      created_at: module.createdAt,
      updated_at: module.updatedAt,
    };
  }
}

@ApiSchema({ name: 'LoadedProgramModule' })
export class LoadedProgramModuleDto extends ProgramModuleDto {
  /**
   * Code of the module.
   * @example "const ReportGenerator = {};"
   */
  code!: string;

  static override from(module: LoadedModule): LoadedProgramModuleDto {
    return { ...ProgramModuleDto.from(module), code: module.code };
  }
}

@ApiSchema({ name: 'ProgramModuleList' })
export class ProgramModuleListDto {
  /** All modules of the product, by name. */
  items!: ProgramModuleDto[];
}
