import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { LoadedModule } from '../../../../core/catalog/internal';
import { SuccessDto } from '../../../kit/success.dto';

/** Seconds for which the plugin keeps a module: a day, as on its former server. */
const CACHE_SECONDS = 86_400;

@ApiSchema({ name: 'Module' })
export class ModuleDto {
  /**
   * Name of the module.
   * @example "report-generator"
   */
  name!: string;

  /**
   * Version of the module.
   * @example "3.2.1"
   */
  version!: string;

  /**
   * JavaScript that the plugin runs.
   * @example "const ProGran3_ReportGenerator = {};"
   */
  code!: string;

  /**
   * SHA-256 of the code in UTF-8, in lower-case hex.
   * @example "b5bb9d8014a0f9b1d61e21e796d78dccdf1352f23cd32812f4850b878ae4944c"
   */
  signature!: string;

  /** Seconds for which the plugin keeps the module. */
  @ApiProperty({ type: 'integer', example: CACHE_SECONDS })
  cache_ttl!: number;

  /** Always empty. */
  @ApiProperty({ type: 'object', additionalProperties: true, example: {} })
  metadata!: object;

  static from({ name, version, code, sha256 }: LoadedModule): ModuleDto {
    return { name, version, code, signature: sha256, cache_ttl: CACHE_SECONDS, metadata: {} };
  }
}

@ApiSchema({ name: 'ModuleAnswer' })
export class ModuleAnswerDto extends SuccessDto {
  /** The module. */
  data!: ModuleDto;
}
