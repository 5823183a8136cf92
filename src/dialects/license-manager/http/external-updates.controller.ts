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
import type { ClientLocation } from '../app/domain-clients.service';
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
import { LICENSE_MANAGER } from '../license-manager.dialect';
import { VersionFileSender } from './version-file-sender';

const NO_PRODUCT = 'There is no such product, or it has no version.';
const NO_FILE = 'There is no such version, or it has no such file.';

/** What programs in the field ask of newer versions. */
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

  /** Whether there is a newer version than the caller's, and what is new in it. */
  @Post('check')
  @HttpCode(200)
  @Answers(404, NO_PRODUCT)
  @Answers(422, 'The fields of the request are not valid.')
  async checkUpdate(@Body() { product_id, current_version }: CheckUpdateDto): Promise<UpdateAnswerDto> {
    return UpdateAnswerDto.from(await this.updates.offer(product_id, current_version));
  }

  /** The newest version of a product. */
  @Post('latest')
  @HttpCode(200)
  @Answers(404, NO_PRODUCT)
  @Answers(422, 'The fields of the request are not valid.')
  async getLatestVersion(@Body() { product_id }: LatestVersionDto): Promise<LatestVersionAnswerDto> {
    const data = VersionDataDto.from(await this.updates.latest(product_id));
    return { status: true, is_active: true, message: 'Latest version information.', data };
  }

  /** Download a file of a version: as a whole or, with `Range`, in part. */
  @Post(':version/download/:type')
  @HttpCode(200)
  @ApiParam({ name: 'type', enum: VERSION_FILES })
  @AnswersFile('The file. `X-LM-Checksum-SHA256` is its checksum, `ETag` the same in quotes.')
  @Answers(401, 'No valid API key, or a license whose updates have ended or that may not be used here.')
  @Answers(404, NO_FILE)
  @Answers(416, 'The file has no such part.')
  @Answers(422, 'The fields of the request are not valid.')
  @TakesClientHeaders()
  async downloadUpdate(
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

  /** Size and kind of such a file, in the headers. A `GET` gets the same headers and is cut off where the file would begin. */
  @OffersHead()
  @Get(':version/download/:type/size')
  @ApiParam({ name: 'type', enum: VERSION_FILES })
  @Answers(404, NO_FILE)
  async getDownloadSize(
    @Param('version') version: string,
    @Param('type', FileTypePipe) type: VersionFileType,
    @Query() { product_id }: DownloadSizeDto,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    sendSize(request, reply, await this.updates.describe({ version, type }, product_id));
  }
}
