import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Answers, Dialect, ErrorsAs, IdOrName, Public, sendFile } from '../../../core/common';
import { AnswersFileOrRange } from '../../../core/common/internal';
import { StoredFilesService } from '../../../core/platform';
import { DownloadTicketsService, ReleaseDownloadsService } from '../../../core/verification/internal';
import { EDD } from '../edd.dialect';
import { PACKAGE_ERRORS } from './error-tables';

@Dialect(EDD)
@ApiTags('version')
@Controller('edd-sl/package_download')
@Public()
@ErrorsAs(PACKAGE_ERRORS)
export class EddPackagesController {
  constructor(
    private readonly downloads: ReleaseDownloadsService,
    private readonly tickets: DownloadTicketsService,
    private readonly files: StoredFilesService,
  ) {}

  /**
   * Download the file of a version, or part of it with `Range`. The ticket names the license and is valid for a day; the license
   * is judged again. The name in the path is for WordPress.
   */
  @Get(':product/:version/:ticket/:name')
  @ApiParam({ name: 'ticket', schema: { type: 'string', maxLength: 4_096 } })
  @AnswersFileOrRange()
  @Answers(401, 'The address has expired, or the license may not be used at this site.', 'EXPIRED', 'NOT_FOUND')
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
