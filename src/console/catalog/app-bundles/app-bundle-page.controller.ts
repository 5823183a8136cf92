import { Get, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AppBundle } from '../../../catalog/app-bundles/app-bundle.entity';
import { AppBundlesService } from '../../../catalog/app-bundles/app-bundles.service';
import { LicenseFilesService, MAX_LICENSE_FILE_BYTES } from '../../../catalog/app-bundles/license-files.service';
import { Authorized } from '../../../common/access/authorized.decorator';
import { sendFile } from '../../../common/http/file-answer';
import { TakesFiles } from '../../../common/http/uploads';
import { actorOf, type Caller, CurrentCaller, isPermitted } from '../../../identity/permissions/caller';
import { Permission } from '../../../identity/permissions/permission';
import type { StoredFile } from '../../../platform/files/stored-file.entity';
import { StoredFilesService } from '../../../platform/files/stored-files.service';
import { ConsoleController } from '../../frame/console-controller.decorator';
import { formatBytes } from '../../../i18n/format';
import { FormState } from '../../kit/form-state';
import { type Page, SeeOther } from '../../kit/page';
import { attemptChange } from '../../kit/submit-form';
import { texts } from '../../../i18n/texts';
import { FILE_FIELD, receiveUpload } from '../receive-upload';
import { bundlePath, BUNDLES_PATH } from './app-bundle-paths';
import { appBundlePage, deactivateBundlePage, deleteBundlePage, licenseFilePage } from './app-bundle.view';
import { Id } from '../../kit/parameters';
import { problem } from '../../../common/errors/domain-error';

/** The page of an app bundle, its license file, and what is done to a whole bundle. */
@ConsoleController('console/app-bundles/:id')
export class AppBundlePageController {
  constructor(
    private readonly bundles: AppBundlesService,
    private readonly licenseFiles: LicenseFilesService,
    private readonly files: StoredFilesService,
  ) {}

  @Get()
  @Authorized(Permission.AppBundlesRead)
  async showAppBundle(@CurrentCaller() caller: Caller, @Id() id: string): Promise<Page> {
    const bundle = await this.bundles.get(id);
    const canWrite = isPermitted(caller, Permission.AppBundlesWrite);
    return appBundlePage({ bundle, file: await this.fileOf(bundle), canWrite });
  }

  @Get('license-file')
  @Authorized(Permission.AppBundlesWrite)
  async showLicenseFileUpload(@Id() id: string): Promise<Page> {
    return licenseFilePage(await this.bundles.get(id), FormState.empty());
  }

  @Post('license-file')
  @TakesFiles()
  @Authorized(Permission.AppBundlesWrite)
  uploadLicenseFile(
    @CurrentCaller() caller: Caller,
    @Id() id: string,
    @Req() request: FastifyRequest,
  ): Promise<Page | SeeOther> {
    const t = texts('appBundles');
    return attemptChange({
      messages: { [FILE_FIELD]: t.uploadWrong, NO_LICENSE_FILE: t.uploadWrong },
      submit: async () => {
        const stored = await receiveUpload(request, MAX_LICENSE_FILE_BYTES, {
          store: (upload) => this.licenseFiles.store(id, upload),
          discard: (file) => this.licenseFiles.discard(file),
        });
        const { name, size, sha256 } = await this.licenseFiles.replace(id, stored, actorOf(caller).name);
        return SeeOther.done(bundlePath(id), t.uploaded({ name, size: formatBytes(size), sha256 }));
      },
      show: async (form) => licenseFilePage(await this.bundles.get(id), form),
    });
  }

  /** Of a disabled app, too: only apps may not download it. */
  @Get('license-file/download')
  @Authorized(Permission.AppBundlesRead)
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

  @Get('deactivate')
  @Authorized(Permission.AppBundlesWrite)
  async askToDeactivateAppBundle(@Id() id: string): Promise<Page> {
    return deactivateBundlePage(await this.bundles.get(id));
  }

  @Post('deactivate')
  @Authorized(Permission.AppBundlesWrite)
  async deactivateAppBundle(@CurrentCaller() caller: Caller, @Id() id: string): Promise<SeeOther> {
    const { appBundleId } = await this.bundles.change(id, { status: 'disabled', updatedBy: actorOf(caller).name });
    return SeeOther.done(bundlePath(id), texts('appBundles').deactivated({ id: appBundleId }));
  }

  @Post('activate')
  @Authorized(Permission.AppBundlesWrite)
  async activateAppBundle(@CurrentCaller() caller: Caller, @Id() id: string): Promise<SeeOther> {
    const { appBundleId } = await this.bundles.change(id, { status: 'active', updatedBy: actorOf(caller).name });
    return SeeOther.done(bundlePath(id), texts('appBundles').activated({ id: appBundleId }));
  }

  @Get('delete')
  @Authorized(Permission.AppBundlesWrite)
  async askToDeleteAppBundle(@Id() id: string): Promise<Page> {
    return deleteBundlePage(await this.bundles.get(id));
  }

  @Post('delete')
  @Authorized(Permission.AppBundlesWrite)
  async deleteAppBundle(@Id() id: string): Promise<SeeOther> {
    const { appBundleId } = await this.bundles.get(id);
    await this.bundles.delete(id);
    return SeeOther.done(BUNDLES_PATH, texts('appBundles').deleted({ id: appBundleId }));
  }

  private fileOf({ licenseFileId }: AppBundle): Promise<StoredFile | null> {
    return licenseFileId === null ? Promise.resolve(null) : this.files.find(licenseFileId);
  }
}
