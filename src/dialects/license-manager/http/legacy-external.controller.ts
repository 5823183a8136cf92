import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Authorized } from '../../../common/access/authorized.decorator';
import { Permission } from '../../../identity/permissions/permission';
import { Dialect } from '../../../common/dialects/dialect.decorator';
import { sendSize } from '../../../common/http/file-answer';
import { TakesForms } from '../../../common/http/uploads';
import { Answers } from '../../../common/openapi/answers.decorator';
import { AnswersFile } from '../../../common/openapi/answers-file.decorator';
import { OffersHead } from '../../../common/openapi/offers-head.decorator';
import { VERSION_FILES, type VersionFileType } from '../../../catalog/versions/product-version.entity';
import { DomainLicensesService } from '../app/domain-licenses.service';
import type { ClientLocation } from '../app/domain-clients.service';
import { DomainUpdatesService } from '../app/domain-updates.service';
import { ClientHeaders, TakesClientHeaders } from './client-headers';
import { ActivateDto, LicenseCredentialDto } from './dto/external-license.dto';
import { CheckUpdateDto, DownloadSizeDto, LatestVersionDto } from './dto/external-update.dto';
import {
  LegacyActivationDto,
  LegacyLatestVersionDto,
  LegacyLicenseDto,
  LegacyUpdateDto,
} from './dto/legacy-external.dto';
import { FileTypePipe } from './file-type.pipe';
import { LICENSE_MANAGER } from '../license-manager.dialect';
import { VersionFileSender } from './version-file-sender';

const NO_FILE = 'There is no such version or file. Without a body.';

/** The calls of LicenseBox's programs: the same questions by other names, answered with 200 whatever the answer is. */
@Dialect(LICENSE_MANAGER)
@ApiTags('legacy')
@Controller('api')
@TakesForms()
@TakesClientHeaders()
@Authorized(Permission.ClientCalls)
export class LmLegacyExternalController {
  constructor(
    private readonly licenses: DomainLicensesService,
    private readonly updates: DomainUpdatesService,
    private readonly downloads: VersionFileSender,
  ) {}

  /** Activate a license where the program runs. */
  @Post('activate_license')
  @HttpCode(200)
  async activateLicenseLegacy(
    @Body() input: ActivateDto,
    @ClientHeaders() location: ClientLocation,
  ): Promise<LegacyActivationDto> {
    const { data } = await this.licenses.activate(ActivateDto.toCredential(input), location);
    return { status: true, message: 'Activated.', data: null, lic_response: data };
  }

  /** Whether a license may be used where the program runs. */
  @Post('verify_license')
  @HttpCode(200)
  async verifyLicenseLegacy(
    @Body() input: LicenseCredentialDto,
    @ClientHeaders() location: ClientLocation,
  ): Promise<LegacyLicenseDto> {
    await this.licenses.verify(LicenseCredentialDto.toCredential(input), location);
    return { status: true, message: 'Verified.', data: null };
  }

  /** Give back the seat of where the program runs. */
  @Post('deactivate_license')
  @HttpCode(200)
  async deactivateLicenseLegacy(
    @Body() input: LicenseCredentialDto,
    @ClientHeaders() location: ClientLocation,
  ): Promise<LegacyLicenseDto> {
    await this.licenses.deactivate(LicenseCredentialDto.toCredential(input), location);
    return { status: true, message: 'Deactivated.', data: null };
  }

  /** The newest version of a product. */
  @Post('latest_version')
  @HttpCode(200)
  async getLatestVersionLegacy(@Body() { product_id }: LatestVersionDto): Promise<LegacyLatestVersionDto> {
    return LegacyLatestVersionDto.from(await this.updates.latest(product_id));
  }

  /** Whether there is a newer version than the caller's. */
  @Post('check_update')
  @HttpCode(200)
  async checkUpdateLegacy(@Body() { product_id, current_version }: CheckUpdateDto): Promise<LegacyUpdateDto> {
    return LegacyUpdateDto.from(await this.updates.offer(product_id, current_version));
  }

  /** Download a file of a version: as a whole or, with `Range`, in part. */
  @Post('download_update/:type/:version')
  @HttpCode(200)
  @ApiParam({ name: 'type', enum: VERSION_FILES })
  @AnswersFile()
  @Answers(401, 'The license is refused. Without a body.')
  @Answers(404, NO_FILE)
  @Answers(416, 'The file has no such part. Without a body.')
  async downloadUpdateLegacy(
    @Param('version') version: string,
    @Param('type', FileTypePipe) type: VersionFileType,
    @Body() input: LicenseCredentialDto,
    @ClientHeaders() location: ClientLocation,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = await this.updates.fileFor({ version, type }, LicenseCredentialDto.toCredential(input), location);
    this.downloads.send(file, request, reply);
  }

  /** Size and kind of such a file, in the headers of an answer without a body. */
  @OffersHead()
  @Get('get_update_size/:type/:version')
  @ApiParam({ name: 'type', enum: VERSION_FILES })
  @Answers(404, NO_FILE)
  async getUpdateSizeLegacy(
    @Param('version') version: string,
    @Param('type', FileTypePipe) type: VersionFileType,
    @Query() { product_id }: DownloadSizeDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendSize(request, reply, await this.updates.describe({ version, type }, product_id));
  }

  /** The same of the main file, for programs that leave the type out. */
  @OffersHead()
  @Get('get_update_size/:version')
  @Answers(404, NO_FILE)
  async getMainUpdateSizeLegacy(
    @Param('version') version: string,
    @Query() { product_id }: DownloadSizeDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendSize(request, reply, await this.updates.describe({ version, type: 'main' }, product_id));
  }
}
