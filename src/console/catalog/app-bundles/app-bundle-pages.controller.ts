import { Get, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AppBundle } from '../../../catalog/app-bundles/app-bundle.entity';
import { AppBundlesService } from '../../../catalog/app-bundles/app-bundles.service';
import { Authorized } from '../../../common/access/authorized.decorator';
import { problem } from '../../../common/errors/domain-error';
import { sendFile } from '../../../common/http/file-answer';
import { type Caller, CurrentCaller, isPermitted } from '../../../identity/permissions/caller';
import { Permission } from '../../../identity/permissions/permission';
import type { StoredFile } from '../../../platform/files/stored-file.entity';
import { StoredFilesService } from '../../../platform/files/stored-files.service';
import { ConsoleController } from '../../frame/console-controller.decorator';
import type { Page } from '../../kit/page';
import { Id } from '../../kit/parameters';
import { AppBundleListQueryDto, ROWS_PER_PAGE } from '../list-query.dto';
import { appBundleListPage, appBundlePage } from './app-bundle.view';

/** The list of app bundles, their pages and their license files. */
@ConsoleController('console/app-bundles')
@Authorized(Permission.AppBundlesRead)
export class AppBundlePagesController {
  constructor(
    private readonly bundles: AppBundlesService,
    private readonly files: StoredFilesService,
  ) {}

  @Get()
  async showAppBundles(@CurrentCaller() caller: Caller, @Query() query: AppBundleListQueryDto): Promise<Page> {
    const { page, q, status } = query;
    const bundles = await this.bundles.list({ page, perPage: ROWS_PER_PAGE }, { q, status });
    return appBundleListPage(bundles, query, isPermitted(caller, Permission.AppBundlesWrite));
  }

  @Get(':id')
  async showAppBundle(@CurrentCaller() caller: Caller, @Id() id: string): Promise<Page> {
    const bundle = await this.bundles.get(id);
    return appBundlePage(bundle, await this.fileOf(bundle), isPermitted(caller, Permission.AppBundlesWrite));
  }

  /** Of a disabled app, too: only apps may not download it. */
  @Get(':id/license-file/download')
  async downloadLicenseFile(
    @Id() id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = await this.fileOf(await this.bundles.get(id));
    if (!file) {
      throw problem('LICENSE_FILE_NOT_FOUND');
    }
    sendFile(request, reply, file, ({ from, to }) => this.files.read(file, from, to));
  }

  private fileOf({ licenseFileId }: AppBundle): Promise<StoredFile | null> {
    return licenseFileId === null ? Promise.resolve(null) : this.files.find(licenseFileId);
  }
}
