import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { ID } from '../../../common/fields/common-fields';
import { answerOf, fieldsOf, inputOf, nullable, required } from '../../../common/fields/fields-of';
import { IsName, IsOneLine, IsText } from '../../../common/validation/fields';
import type { ProgramModule } from '../program-module.entity';
import { type LoadedModule, MAX_MODULE_BYTES, type ModuleInput } from '../program-modules.service';

const MAX_VERSION = 64;
const MINIMUM = {
  description: 'Oldest version of the program that can run the module, such as `3.2.0`; null for any.',
  example: '3.2.0',
};

const MODULE = fieldsOf<ProgramModule>()({
  ...ID,
  name: { description: 'Name at which programs load it.', example: 'report-generator' },
  version: {
    description: 'Version of the module.',
    example: '3.2.1',
    input: required('Version of the module; apps receive it with the code.', IsName(MAX_VERSION), IsOneLine()),
  },
  minimum_version: {
    nullable: true,
    schema: MINIMUM,
    input: nullable(IsName(MAX_VERSION), IsOneLine(), ApiProperty({ maxLength: MAX_VERSION, ...MINIMUM })),
  },
  size: { type: 'integer', description: 'Bytes of the code in UTF-8.', example: 35_000 },
  sha256: {
    description: 'SHA-256 of the code in UTF-8, in lower-case hex.',
    example: 'b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c',
  },
  created_at: { type: Date, description: 'When it was first uploaded.' },
  updated_at: { type: Date, description: 'When it was last uploaded.' },
});

/** Fields of an upload, besides its code. */
export class ModuleFieldsDto extends inputOf(MODULE) {}

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
export class ProgramModuleDto extends answerOf(MODULE) {
  static readonly from = MODULE.from;
}

@ApiSchema({ name: 'LoadedProgramModule' })
export class LoadedProgramModuleDto extends ProgramModuleDto {
  /**
   * Code of the module.
   * @example "const ReportGenerator = {};"
   */
  code!: string;

  static shown(module: LoadedModule): LoadedProgramModuleDto {
    return { ...ProgramModuleDto.from(module), code: module.code };
  }
}

@ApiSchema({ name: 'ProgramModuleList' })
export class ProgramModuleListDto {
  /** All modules of the product, by name. */
  items!: ProgramModuleDto[];
}
