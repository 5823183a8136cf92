import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Answers, AnswersFile, Authorized, Dialect, TakesForms } from '../../../core/common';
import { OffersHead, sendSize } from '../../../core/common/internal';
import { Permission } from '../../../core/identity';
import { VERSION_FILES, type VersionFileType } from '../../../core/catalog';
import { DomainLicensesService } from '../app/domain-licenses.service';
import { PurchaseCodesService } from '../app/purchase-codes.service';
import type { ClientLocation } from '../app/domain-clients/domain-client';
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
import { InProgramLanguage, type Say } from './program-language';
import { LICENSE_MANAGER } from '../license-manager.dialect';
import { VersionFileSender } from './version-file-sender';

const NO_FILE = 'Version or file not found. The response has no body.';

/** The calls of LicenseBox's programs, which answer refusals with status 200. */
@Dialect(LICENSE_MANAGER)
@ApiTags('legacy')
@Controller('api')
@TakesForms()
@TakesClientHeaders()
@Authorized(Permission.ClientCalls)
export class LmLegacyExternalController {
  constructor(
    private readonly licenses: DomainLicensesService,
    private readonly purchases: PurchaseCodesService,
    private readonly updates: DomainUpdatesService,
    private readonly downloads: VersionFileSender,
  ) {}

  /** Activate a license at the program's location. */
  @Post('activate_license')
  @HttpCode(200)
  @Answers(503, 'Envato cannot be asked for the purchase code now. Nothing was issued.', {
    UNAVAILABLE: 'The purchase code cannot be verified now: try again later',
  })
  async activateLicenseLegacy(
    @Body() input: ActivateDto,
    @ClientHeaders() location: ClientLocation,
    @InProgramLanguage() say: Say,
    @Req() received: FastifyRequest,
  ): Promise<LegacyActivationDto> {
    const sent = ActivateDto.toCredential(input);
    const code = await this.purchases.keyFor(sent.code, input.verify_type, received);
    const { data } = await this.licenses.activate({ ...sent, code }, location);
    return { status: true, message: say('Activated.'), data: null, lic_response: data };
  }

  /** Verify that a license may be used at the program's location. */
  @Post('verify_license')
  @HttpCode(200)
  async verifyLicenseLegacy(
    @Body() input: LicenseCredentialDto,
    @ClientHeaders() location: ClientLocation,
    @InProgramLanguage() say: Say,
  ): Promise<LegacyLicenseDto> {
    await this.licenses.verify(LicenseCredentialDto.toCredential(input), location);
    return { status: true, message: say('Verified.'), data: null };
  }

  /** Deactivate a license at the program's location and release its seat. */
  @Post('deactivate_license')
  @HttpCode(200)
  async deactivateLicenseLegacy(
    @Body() input: LicenseCredentialDto,
    @ClientHeaders() location: ClientLocation,
    @InProgramLanguage() say: Say,
  ): Promise<LegacyLicenseDto> {
    await this.licenses.deactivate(LicenseCredentialDto.toCredential(input), location);
    return { status: true, message: say('Deactivated.'), data: null };
  }

  /** Get the latest version of a product. */
  @Post('latest_version')
  @HttpCode(200)
  async getLatestVersionLegacy(
    @Body() { product_id }: LatestVersionDto,
    @ClientHeaders() location: ClientLocation,
    @InProgramLanguage() say: Say,
  ): Promise<LegacyLatestVersionDto> {
    const answer = LegacyLatestVersionDto.from(await this.updates.latest(product_id, location));
    return { ...answer, message: say(answer.message) };
  }

  /** Check for a newer version than the program's. */
  @Post('check_update')
  @HttpCode(200)
  async checkUpdateLegacy(
    @Body() { product_id, current_version }: CheckUpdateDto,
    @ClientHeaders() location: ClientLocation,
    @InProgramLanguage() say: Say,
  ): Promise<LegacyUpdateDto> {
    const answer = LegacyUpdateDto.from(await this.updates.offer(product_id, current_version, location));
    return { ...answer, message: say(answer.message) };
  }

  /** Download a file of a version; `Range` requests are supported. */
  @Post('download_update/:type/:version')
  @HttpCode(200)
  @ApiParam({ name: 'type', enum: VERSION_FILES, enumName: 'VersionFileType' })
  @AnswersFile()
  @Answers(401, 'The license is refused. The response has no body.')
  @Answers(404, NO_FILE)
  @Answers(416, 'The requested range is not satisfiable. The response has no body.')
  async downloadUpdateLegacy(
    @Param('version') version: string,
    @Param('type', FileTypePipe) type: VersionFileType,
    @Body() input: LicenseCredentialDto,
    @ClientHeaders() location: ClientLocation,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const download = await this.updates.fileFor({ version, type }, LicenseCredentialDto.toCredential(input), location);
    this.downloads.send(download, request, reply);
  }

  /** Get size and type of a file from the response headers. The response has no body. */
  @OffersHead()
  @Get('get_update_size/:type/:version')
  @ApiParam({ name: 'type', enum: VERSION_FILES, enumName: 'VersionFileType' })
  @Answers(404, NO_FILE)
  async getUpdateSizeLegacy(
    @Param('version') version: string,
    @Param('type', FileTypePipe) type: VersionFileType,
    @Query() { product_id }: DownloadSizeDto,
    @ClientHeaders() location: ClientLocation,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendSize(request, reply, await this.updates.describe({ version, type }, product_id, location));
  }

  /** Get size and type of the main file, for programs that send no type. */
  @OffersHead()
  @Get('get_update_size/:version')
  @Answers(404, NO_FILE)
  async getMainUpdateSizeLegacy(
    @Param('version') version: string,
    @Query() { product_id }: DownloadSizeDto,
    @ClientHeaders() location: ClientLocation,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendSize(request, reply, await this.updates.describe({ version, type: 'main' }, product_id, location));
  }
}
