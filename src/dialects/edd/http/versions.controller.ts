import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../../../common/access/authorized.decorator';
import { Action } from '../../../common/dialects/actions';
import { ErrorsAs, SharedPathDialect } from '../../../common/dialects/dialect.decorator';
import { baseUrl } from '../../../common/http/base-url';
import { sendFile } from '../../../common/http/file-answer';
import { Answers } from '../../../common/openapi/answers.decorator';
import { AnswersFileOrRange } from '../../../common/openapi/answers-file.decorator';
import { IdOrName } from '../../../common/validation/id.pipes';
import { Settings } from '../../../platform/config/settings';
import { StoredFilesService } from '../../../platform/files/stored-files.service';
import { DownloadTicketsService } from '../../../verification/updates/download-tickets.service';
import { ReleaseDownloadsService } from '../../../verification/updates/release-downloads.service';
import { EddUpdatesService } from '../app/edd-updates.service';
import { EDD } from '../edd.dialect';
import { EddVersionCallDto, EddVersionDto } from './dto/version.dto';
import { PACKAGE_ERRORS } from './error-tables';
import { productsIn } from './several-products';

@SharedPathDialect(EDD)
@ApiTags('version')
@Controller()
@Public()
export class EddVersionsController {
  constructor(
    private readonly updates: EddUpdatesService,
    private readonly downloads: ReleaseDownloadsService,
    private readonly tickets: DownloadTicketsService,
    private readonly files: StoredFilesService,
    private readonly settings: Settings,
  ) {}

  /**
   * Get the latest version of a plugin, with the address of its file if the license is active at the site. With `products[slug][…]`
   * in place of the fields, at most 50 plugins at once: the answer then has an object for each slug.
   */
  @Get()
  @Action('get_version')
  async getVersion(@Query() input: EddVersionCallDto, @Req() request: FastifyRequest): Promise<EddVersionDto> {
    const base = baseUrl(request, this.settings.PUBLIC_URL);
    const several = await productsIn(request.query);
    return several ? this.versionsOf(several, base) : this.versionOf(input, base);
  }

  private async versionOf(input: EddVersionCallDto, base: string): Promise<EddVersionDto> {
    return EddVersionDto.from(input, await this.updates.offer(EddVersionCallDto.toUpdateCall(input), base));
  }

  /** One after the other, so that a request takes one connection. Documented as the answer about one plugin. */
  private async versionsOf(products: ReadonlyMap<string, EddVersionCallDto>, base: string): Promise<EddVersionDto> {
    const versions: [string, EddVersionDto][] = [];
    for (const [slug, input] of products) {
      versions.push([slug, await this.versionOf(input, base)]);
    }
    return Object.fromEntries(versions) as unknown as EddVersionDto;
  }

  /**
   * Download the file of a version, or part of it with `Range`. The ticket names the license and is valid for a day; the license
   * is judged again. The name in the path is for WordPress.
   */
  @Get('edd-sl/package_download/:product/:version/:ticket/:name')
  @ApiParam({ name: 'ticket', schema: { type: 'string', maxLength: 4_096 } })
  @AnswersFileOrRange()
  @Answers(401, 'The address has expired, or the license may not be used at this site.', 'EXPIRED', 'NOT_FOUND')
  @ErrorsAs(PACKAGE_ERRORS)
  async downloadPackage(
    @IdOrName('UUID of the product.', 'product') product: string,
    @IdOrName('UUID of the version.', 'version') version: string,
    @Param('ticket') ticket: string,
    @IdOrName('Name of the file.', 'name') _name: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const requested = await this.tickets.read(ticket);
    const { file, onSent } = await this.downloads.fileFor({ ...requested, product, version });
    sendFile(request, reply, file, ({ from, to }) => this.files.read(file, from, to), onSent);
  }
}
