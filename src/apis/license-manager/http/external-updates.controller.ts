import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Answers, AnswersFile, Authorized, Dialect, TakesForms } from '../../../core/common';
import { OffersHead, sendSize } from '../../../core/common/internal';
import { Permission } from '../../../core/identity';
import { VERSION_FILES, type VersionFileType } from '../../../core/catalog';
import type { ClientLocation } from '../app/domain-clients/domain-client';
import { DomainUpdatesService } from '../app/domain-updates.service';
import { ClientHeaders, TakesClientHeaders } from './client-headers';
import { LicenseCredentialDto } from './dto/external-license.dto';
import {
  CheckUpdateDto,
  DownloadSizeDto,
  LatestVersionAnswerDto,
  LatestVersionDto,
  UpdateAnswerDto,
  VersionDataDto,
} from './dto/external-update.dto';
import { FileTypePipe } from './file-type.pipe';
import { InProgramLanguage, type Say } from './program-language';
import { LICENSE_MANAGER } from '../license-manager.dialect';
import { VersionFileSender } from './version-file-sender';

const NO_PRODUCT = 'Product not found, or it has no version.';
const NO_FILE = 'Version or file not found.';

/** Update calls of client programs. */
@Dialect(LICENSE_MANAGER)
@ApiTags('update')
@Controller('api/external/update')
@TakesForms()
@Authorized(Permission.ClientCalls)
export class LmExternalUpdatesController {
  constructor(
    private readonly updates: DomainUpdatesService,
    private readonly downloads: VersionFileSender,
  ) {}

  /** Check for a newer version than the program's, and get its changelog. */
  @Post('check')
  @HttpCode(200)
  @Answers(404, NO_PRODUCT)
  @Answers(422, 'A field is invalid.')
  @TakesClientHeaders()
  async checkUpdate(
    @Body() { product_id, current_version }: CheckUpdateDto,
    @ClientHeaders() location: ClientLocation,
    @InProgramLanguage() say: Say,
  ): Promise<UpdateAnswerDto> {
    const answer = UpdateAnswerDto.from(await this.updates.offer(product_id, current_version, location));
    return { ...answer, message: say(answer.message) };
  }

  /** Get the latest version of a product. */
  @Post('latest')
  @HttpCode(200)
  @Answers(404, NO_PRODUCT)
  @Answers(422, 'A field is invalid.')
  @TakesClientHeaders()
  async getLatestVersion(
    @Body() { product_id }: LatestVersionDto,
    @ClientHeaders() location: ClientLocation,
    @InProgramLanguage() say: Say,
  ): Promise<LatestVersionAnswerDto> {
    const data = VersionDataDto.from(await this.updates.latest(product_id, location));
    return { status: true, is_active: true, message: say('Latest version information.'), data };
  }

  /** Download a file of a version; `Range` requests are supported. */
  @Post(':version/download/:type')
  @HttpCode(200)
  @ApiParam({ name: 'type', enum: VERSION_FILES, enumName: 'VersionFileType' })
  @AnswersFile('The file. `X-LM-Checksum-SHA256` is its checksum; `ETag` is the same value in quotes.')
  @Answers(401, 'The API key is invalid, or the license is refused or no longer includes updates.', 'EXPIRED')
  @Answers(404, NO_FILE)
  @Answers(416, 'The requested range is not satisfiable.', 'RANGE_UNSATISFIABLE')
  @Answers(422, 'A field is invalid.')
  @TakesClientHeaders()
  async downloadUpdate(
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

  /** Get size and type of a file from the response headers. The answer to a `GET` has no body, and does not tell the size. */
  @OffersHead()
  @Get(':version/download/:type/size')
  @ApiParam({ name: 'type', enum: VERSION_FILES, enumName: 'VersionFileType' })
  @Answers(404, NO_FILE)
  @TakesClientHeaders()
  async getDownloadSize(
    @Param('version') version: string,
    @Param('type', FileTypePipe) type: VersionFileType,
    @Query() { product_id }: DownloadSizeDto,
    @ClientHeaders() location: ClientLocation,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendSize(request, reply, await this.updates.describe({ version, type }, product_id, location));
  }
}
