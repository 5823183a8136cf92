import { Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProductsService } from '../../../catalog/products/products.service';
import type { VersionFileType } from '../../../catalog/versions/product-version.entity';
import { VersionFileTypePipe } from '../../../catalog/versions/version-file-type.pipe';
import { VersionFilesService } from '../../../catalog/versions/version-files.service';
import { MAX_VERSION_FILE_BYTES, VersionsService } from '../../../catalog/versions/versions.service';
import { Authorized } from '../../../common/access/authorized.decorator';
import { sendFile } from '../../../common/http/file-answer';
import { TakesFiles } from '../../../common/http/uploads';
import { Permission } from '../../../identity/permissions/permission';
import { StoredFilesService } from '../../../platform/files/stored-files.service';
import { ConsoleController } from '../../frame/console-controller.decorator';
import { formatBytes } from '../../../i18n/format';
import { FormState } from '../../kit/form-state';
import { type Page, SeeOther } from '../../kit/page';
import { attemptChange } from '../../kit/submit-form';
import { texts } from '../../../i18n/texts';
import { FILE_FIELD, receiveUpload } from '../receive-upload';
import { deleteFilePage, type UploadData, uploadPage } from './version-upload.view';
import { versionPath } from './version-paths';
import { Id } from '../../kit/parameters';

/** Uploads, downloads and deletes the files of a version. */
@ConsoleController('console/products/:id/versions/:version_id/files/:type')
export class VersionFilePagesController {
  constructor(
    private readonly products: ProductsService,
    private readonly versions: VersionsService,
    private readonly versionFiles: VersionFilesService,
    private readonly files: StoredFilesService,
  ) {}

  @Get()
  @Authorized(Permission.ProductsWrite)
  showVersionUpload(
    @Id() id: string,
    @Id('version_id') versionId: string,
    @Param('type', VersionFileTypePipe) type: VersionFileType,
  ): Promise<Page> {
    return this.form(id, versionId, type, FormState.empty());
  }

  @Post()
  @TakesFiles()
  @Authorized(Permission.ProductsWrite)
  uploadFileOfVersion(
    @Id() id: string,
    @Id('version_id') versionId: string,
    @Param('type', VersionFileTypePipe) type: VersionFileType,
    @Req() request: FastifyRequest,
  ): Promise<Page | SeeOther> {
    const t = texts('versions');
    return attemptChange({
      messages: { [FILE_FIELD]: texts('catalog').chooseFile },
      submit: async () => {
        const file = await receiveUpload(request, MAX_VERSION_FILE_BYTES, {
          store: (upload) => this.versionFiles.store(id, versionId, upload),
          discard: (stored) => this.versionFiles.discard(stored),
        });
        await this.versionFiles.replace(id, versionId, type, file);
        const text = t.uploaded({ name: file.name, size: formatBytes(file.size), sha256: file.sha256 });
        return SeeOther.done(versionPath(id, versionId), text);
      },
      show: (form) => this.form(id, versionId, type, form),
    });
  }

  @Get('download')
  @Authorized(Permission.ProductsRead)
  async downloadFileOfVersion(
    @Id() id: string,
    @Id('version_id') versionId: string,
    @Param('type', VersionFileTypePipe) type: VersionFileType,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = await this.versionFiles.find(id, versionId, type);
    sendFile(request, reply, file, ({ from, to }) => this.files.read(file, from, to));
  }

  @Get('delete')
  @Authorized(Permission.ProductsWrite)
  async askToDeleteFileOfVersion(
    @Id() id: string,
    @Id('version_id') versionId: string,
    @Param('type', VersionFileTypePipe) type: VersionFileType,
  ): Promise<Page> {
    const file = await this.versionFiles.find(id, versionId, type);
    return deleteFilePage(await this.read(id, versionId, type, FormState.empty()), file);
  }

  @Post('delete')
  @Authorized(Permission.ProductsWrite)
  async deleteFileOfVersion(
    @Id() id: string,
    @Id('version_id') versionId: string,
    @Param('type', VersionFileTypePipe) type: VersionFileType,
  ): Promise<SeeOther> {
    await this.versionFiles.remove(id, versionId, type);
    return SeeOther.done(versionPath(id, versionId), texts('versions').fileDeleted);
  }

  private async form(id: string, versionId: string, type: VersionFileType, form: FormState): Promise<Page> {
    return uploadPage(await this.read(id, versionId, type, form));
  }

  private async read(id: string, versionId: string, type: VersionFileType, form: FormState): Promise<UploadData> {
    const product = await this.products.get(id);
    return { product, version: await this.versions.get(id, versionId), type, form };
  }
}
