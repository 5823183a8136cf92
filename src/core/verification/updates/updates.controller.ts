import { Body, Controller, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { VERSION_FILES, type VersionFileType } from '../../catalog/versions/product-version.entity';
import { VersionFileTypePipe } from '../../catalog/versions/version-file-type.pipe';
import { Public } from '../../common/access/authorized.decorator';
import { baseUrl } from '../../common/http/base-url';
import { sendFile } from '../../common/http/file-answer';
import { CountsByLicense } from '../../common/limits/license-calls.decorator';
import { AnswersFileOrRange } from '../../common/openapi/answers-file.decorator';
import { Answers } from '../../common/openapi/answers.decorator';
import { toPage } from '../../common/pagination/to-page';
import { IdOrName, UuidPipe } from '../../common/validation/id.pipes';
import { Settings } from '../../platform/config/settings';
import { StoredFilesService } from '../../platform/files/stored-files.service';
import { NotIdempotent } from '../../platform/idempotency/idempotency.decorators';
import { namedLicenseIn } from '../calls/named-license';
import { CheckForUpdateDto, UpdateCheckDto } from './dto/update.dto';
import { DownloadReleaseDto, ListReleasesDto, ReleaseDto, ReleasePageDto, ReleaseQueryDto } from './dto/release.dto';
import { DeviceHeader, LicenseHeader, TakesLicenseHeader } from './license-header';
import { DownloadTicketsService } from './download-tickets.service';
import { ProgramUpdatesService } from './program-updates.service';
import { ReleaseDownloadsService, type RequestedRelease } from './release-downloads.service';
import type { ProgramLicense } from './update-access.service';
import { signedCallIn } from '../signed-answers/dto/signed-answer.dto';
import { noteSigningAlg } from '../signed-answers/note-signing-alg';
import { SignedCallsService } from '../signed-answers/signed-calls.service';
import { UpdateManifestsService } from './update-manifests.service';

const PRODUCT = 'UUID or reference of the product.';
const NO_PRODUCT = 'The product does not exist or is not active.';

/** Updates of client programs. The license key is the credential, where one is needed. */
@ApiTags('client')
@Controller('api/v1/updates')
@Public()
@CountsByLicense(namedLicenseIn)
export class UpdatesController {
  constructor(
    private readonly updates: ProgramUpdatesService,
    private readonly downloads: ReleaseDownloadsService,
    private readonly tickets: DownloadTicketsService,
    private readonly manifests: UpdateManifestsService,
    private readonly signing: SignedCallsService,
    private readonly files: StoredFilesService,
    private readonly settings: Settings,
  ) {}

  /**
   * Check for a newer version that the program may have. A program without a usable license learns of the version, but of no
   * files, unless the product's updates need no license. A license gets no version released after its `updates_until`; that
   * there is one is in `out_of_reach`.
   */
  @Post('check')
  @HttpCode(200)
  @NotIdempotent()
  @Answers(404, NO_PRODUCT)
  async checkForUpdate(@Body() input: CheckForUpdateDto, @Req() request: FastifyRequest): Promise<UpdateCheckDto> {
    const { current_version } = input;
    const call = signedCallIn('update', input);
    const found = await this.signing.refusing(call, () =>
      this.updates.check(CheckForUpdateDto.toRequest(input), current_version),
    );
    noteSigningAlg(found.product);
    const answer = UpdateCheckDto.from(found, await this.manifests.signer(), this.base(request));
    return this.signing.answered(call, answer, {
      product: found.product.reference,
      current_version,
      ...UpdateCheckDto.claimsOf(answer),
    });
  }

  /** Get the latest version that the program may have. */
  @Get(':product/latest')
  @TakesLicenseHeader()
  @Answers(404, 'The product does not exist or is not active, or has no version that the program may have.')
  async getLatestRelease(
    @IdOrName(PRODUCT, 'product') product: string,
    @Query() { channel }: ReleaseQueryDto,
    @LicenseHeader() license: ProgramLicense | undefined,
    @DeviceHeader() fingerprint: string | undefined,
    @Req() request: FastifyRequest,
  ): Promise<ReleaseDto> {
    const release = await this.updates.latest({ product, channel, license, fingerprint });
    return ReleaseDto.from(release, await this.manifests.signer(), this.base(request));
  }

  /** List the versions that the program may have, those that were published last first. */
  @Get(':product/versions')
  @TakesLicenseHeader()
  @Answers(404, NO_PRODUCT)
  async listReleases(
    @IdOrName(PRODUCT, 'product') product: string,
    @Query() { limit, after, channel, q }: ListReleasesDto,
    @LicenseHeader() license: ProgramLicense | undefined,
    @DeviceHeader() fingerprint: string | undefined,
    @Req() request: FastifyRequest,
  ): Promise<ReleasePageDto> {
    const page = await this.updates.list({ product, channel, license, fingerprint }, { limit, after }, q);
    const manifestOf = await this.manifests.signer();
    return toPage(page, (release) => ReleaseDto.from(release, manifestOf, this.base(request)));
  }

  /**
   * Download a file of a version, or part of it with `Range`. The `ETag` is its SHA-256; with `If-Range`, an interrupted
   * download goes on if the file is still the same. A download with a license is logged.
   */
  @Get(':product/:version/files/:type')
  @ApiParam({ name: 'type', enum: VERSION_FILES, enumName: 'VersionFileType' })
  @TakesLicenseHeader()
  @AnswersFileOrRange()
  @Answers(401, 'The updates of this product need a license, and none was sent.')
  @Answers(403, 'The license cannot be used, or does not include this version; the code gives the reason.')
  @Answers(404, 'Product, version, file or license not found.')
  async downloadRelease(
    @IdOrName(PRODUCT, 'product') product: string,
    @IdOrName('UUID, reference or number of the version, such as `1.2.0`.', 'version') version: string,
    @Param('type', VersionFileTypePipe) type: VersionFileType,
    @Query() { channel }: DownloadReleaseDto,
    @LicenseHeader() license: ProgramLicense | undefined,
    @DeviceHeader() fingerprint: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send({ product, version, file: type, channel, license, fingerprint }, request, reply);
  }

  /** Download a file for a platform, as a file of a version. The path ends in the name of the file. */
  @Get(':product/:version/artifacts/:artifact_id/:name')
  @ApiParam({ name: 'artifact_id', schema: { type: 'string', format: 'uuid' } })
  @TakesLicenseHeader()
  @AnswersFileOrRange()
  @Answers(401, 'The updates of this product need a license, and none was sent.')
  @Answers(403, 'The license cannot be used, or does not include this version; the code gives the reason.')
  @Answers(404, 'Product, version, file or license not found.')
  async downloadReleaseArtifact(
    @IdOrName(PRODUCT, 'product') product: string,
    @IdOrName('UUID, reference or number of the version, such as `1.2.0`.', 'version') version: string,
    @Param('artifact_id', UuidPipe) file: string,
    @IdOrName('Name of the file.', 'name') name: string,
    @Query() { channel }: DownloadReleaseDto,
    @LicenseHeader() license: ProgramLicense | undefined,
    @DeviceHeader() fingerprint: string | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send({ product, version, file, name, channel, license, fingerprint }, request, reply);
  }

  /**
   * Download a file with the ticket of a feed, which names the license and is valid for a day. The license is judged again.
   * The path ends in the name of the file.
   */
  @Get(':product/:version/downloads/:ticket/:name')
  @ApiParam({ name: 'ticket', schema: { type: 'string', maxLength: 4_096 } })
  @AnswersFileOrRange()
  @Answers(403, 'The license cannot be used, or does not include this version; the code gives the reason.')
  @Answers(404, 'Product, version, file or license not found, or the ticket has expired.')
  async downloadWithTicket(
    @IdOrName(PRODUCT, 'product') product: string,
    @IdOrName('UUID, reference or number of the version, such as `1.2.0`.', 'version') version: string,
    @Param('ticket') ticket: string,
    @IdOrName('Name of the file.', 'name') name: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send({ ...(await this.tickets.read(ticket)), product, version, name }, request, reply);
  }

  private async send(requested: RequestedRelease, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { file, onSent } = await this.downloads.fileFor(requested);
    sendFile(request, reply, file, ({ from, to }) => this.files.read(file, from, to), onSent);
  }

  private base(request: FastifyRequest): string {
    return baseUrl(request, this.settings.PUBLIC_URL);
  }
}
