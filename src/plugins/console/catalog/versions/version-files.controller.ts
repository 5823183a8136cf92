import { Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  MAX_VERSION_FILE_BYTES,
  ProductsService,
  VersionFilesService,
  type VersionFileType,
  VersionsService,
} from '../../../../core/catalog';
import { VersionFileTypePipe } from '../../../../core/catalog/internal';
import { Authorized, sendFile, TakesFiles } from '../../../../core/common';
import { formatBytes, texts } from '../../../../core/i18n';
import { Permission } from '../../../../core/identity';
import { type StoredFile, StoredFilesService } from '../../../../core/platform';
import { ConfirmForm } from '../../../../pages/components/confirmation';
import { ConsoleController } from '../../../../pages/frame/console-controller.decorator';
import { FormRoute } from '../../../../pages/kit/form-route';
import { SeeOther } from '../../../../pages/kit/page';
import { Id } from '../../../../pages/kit/parameters';
import { FILE_FIELD, UploadForm } from '../../../../pages/components/upload-form';
import { crumbsOf, versionPath } from './version-parts';

/** Uploads, downloads and deletes the files of a version. */
@ConsoleController('console/products/:id/versions/:version_id/files/:type')
@Authorized(Permission.ProductsWrite)
export class VersionFilePagesController {
  constructor(
    private readonly products: ProductsService,
    private readonly versions: VersionsService,
    private readonly versionFiles: VersionFilesService,
    private readonly files: StoredFilesService,
  ) {}

  @FormRoute()
  @TakesFiles()
  async uploadFileOfVersion(
    @Id() id: string,
    @Id('version_id') versionId: string,
    @Param('type', VersionFileTypePipe) type: VersionFileType,
    @Req() request: FastifyRequest,
  ): Promise<UploadForm<StoredFile>> {
    const t = texts('versions');
    const version = await this.versions.get(id, versionId);
    const old = type === 'main' ? version.mainFile : version.sqlFile;
    return new UploadForm(request, {
      title: t.uploadTitle({ type: t.types[type], version: version.version }),
      crumbs: crumbsOf(await this.products.get(id), version),
      lead: t.typeHints[type],
      note: old ? t.uploadReplaces({ name: old.name }) : t.uploadNote,
      action: `${versionPath(id, versionId)}/files/${type}`,
      maxBytes: MAX_VERSION_FILE_BYTES,
      verb: t.upload,
      cancel: versionPath(id, versionId),
      messages: { [FILE_FIELD]: texts('catalog').chooseFile },
      keeper: {
        store: (upload) => this.versionFiles.store(id, versionId, upload),
        discard: (stored) => this.versionFiles.discard(stored),
      },
      submit: async (file) => {
        await this.versionFiles.replace(id, versionId, type, file);
        const text = t.uploaded({ name: file.name, size: formatBytes(file.size), sha256: file.sha256 });
        return SeeOther.done(versionPath(id, versionId), text);
      },
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

  @FormRoute('delete')
  async deleteFileOfVersion(
    @Id() id: string,
    @Id('version_id') versionId: string,
    @Param('type', VersionFileTypePipe) type: VersionFileType,
  ): Promise<ConfirmForm> {
    const [t, c] = [texts('versions'), texts('catalog')];
    const { name, size } = await this.versionFiles.find(id, versionId, type);
    const version = await this.versions.get(id, versionId);
    return new ConfirmForm({
      title: t.deleteFileTitle({ name }),
      crumbs: crumbsOf(await this.products.get(id), version),
      undo: { isPossible: false, text: t.deleteFileUndo },
      about: [
        { term: c.file, value: name },
        { term: c.size, value: formatBytes(size) },
      ],
      consequences: [
        version.isActive
          ? { icon: 'ban', tone: 'bad', text: t.deleteFileOffered }
          : { icon: 'info', text: t.deleteFileDraft },
      ],
      action: `${versionPath(id, versionId)}/files/${type}/delete`,
      verb: t.deleteFileVerb,
      keep: { title: t.keepFile, href: versionPath(id, versionId) },
      submit: async () => {
        await this.versionFiles.remove(id, versionId, type);
        return SeeOther.done(versionPath(id, versionId), t.fileDeleted);
      },
    });
  }
}
