import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, Authorized, Dialect } from '../../../core/common';
import { Permission } from '../../../core/identity';
import { licenseKeyIn } from './license-key-in';
import { LicensesService } from '../../../core/licensing';
import { UpdatesService } from '../../../core/catalog';
import { CheckVersionDto, LatestVersionDto, VersionCheckDto } from './dto/version.dto';
import { V2, V2_PRODUCT } from '../v2.dialect';

@Dialect(V2)
@ApiTags('version')
@Controller('api/version')
@Authorized(Permission.ClientCalls)
export class V2VersionController {
  constructor(
    private readonly licenses: LicensesService,
    private readonly updates: UpdatesService,
  ) {}

  /** Check for a newer version than the program's. */
  @Post('check')
  @HttpCode(200)
  @Answers(404, 'LICENSE_NOT_FOUND', 'LICENSE_NOT_FOUND')
  async checkVersion(@Body() input: CheckVersionDto): Promise<VersionCheckDto> {
    const { license } = await this.licenses.getByKey(licenseKeyIn('license_key', input.license_key));
    const { productId, uid } = license;
    const subject = { license: uid };
    const update = await this.updates.forProgram(productId, V2_PRODUCT, input.current_version, subject);
    return VersionCheckDto.from(update, await this.updates.mustUpdate(productId, input.current_version, { subject }));
  }

  /** Get the latest version of the API key's product. */
  @Get('latest')
  @Answers(404, 'NOT_FOUND: no version is published', { NOT_FOUND: 'No version is published' })
  async getLatestVersion(): Promise<LatestVersionDto> {
    return LatestVersionDto.from(await this.updates.latest(V2_PRODUCT));
  }
}
