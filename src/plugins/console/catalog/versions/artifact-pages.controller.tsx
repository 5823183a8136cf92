import { Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  ArtifactsService,
  MAX_VERSION_FILE_BYTES,
  ProductsService,
  targetTitle,
  VersionsService,
} from '../../../../core/catalog';
import { addFromForm, type ArtifactUpload, UpdateArtifactDto } from '../../../../core/catalog/internal';
import { Authorized, camelCased, sendFile, TakesFiles } from '../../../../core/common';
import { formatBytes, texts } from '../../../../core/i18n';
import { Permission } from '../../../../core/identity';
import { StoredFilesService } from '../../../../core/platform';
import { ConfirmForm } from '../../../../pages/components/confirmation';
import { EditForm } from '../../../../pages/components/form-page';
import { ConsoleController } from '../../../../pages/frame/console-controller.decorator';
import { asFormError } from '../../../../pages/kit/form-input';
import { FormRoute } from '../../../../pages/kit/form-route';
import { metadataChange } from '../../../../pages/kit/metadata-change';
import { SeeOther } from '../../../../pages/kit/page';
import { Id } from '../../../../pages/kit/parameters';
import { editFrame } from '../../../../pages/components/record-parts';
import { FILE_FIELD, UploadForm } from '../../../../pages/components/upload-form';
import { ArtifactFields, artifactsPath, kindText, systemText } from './artifact-parts';
import { crumbsOf, versionPath } from './version-parts';

const MIN_OS = { name: 'min_os_version', textKey: 'minOs', isMono: true, isOptional: true, empty: null } as const;

/** Uploads, downloads and deletes the files of a version by platform. */
@ConsoleController('console/products/:id/versions/:version_id/artifacts')
@Authorized(Permission.ProductsWrite)
export class ArtifactPagesController {
  constructor(
    private readonly products: ProductsService,
    private readonly versions: VersionsService,
    private readonly artifacts: ArtifactsService,
    private readonly files: StoredFilesService,
  ) {}

  @FormRoute('new')
  @TakesFiles()
  async uploadArtifactOfVersion(
    @Id() id: string,
    @Id('version_id') versionId: string,
    @Req() request: FastifyRequest,
  ): Promise<UploadForm<ArtifactUpload>> {
    const t = texts('artifacts');
    const version = await this.versions.get(id, versionId);
    return new UploadForm(request, {
      title: t.uploadTitle({ version: version.version }),
      crumbs: crumbsOf(await this.products.get(id), version),
      lead: t.uploadLead,
      note: t.uploadNote,
      action: `${artifactsPath(id, versionId)}/new`,
      maxBytes: MAX_VERSION_FILE_BYTES,
      verb: t.upload,
      cancel: versionPath(id, versionId),
      messages: { [FILE_FIELD]: texts('catalog').chooseFile },
      fields: (form) => <ArtifactFields form={form} />,
      keeper: {
        store: (upload) => this.artifacts.store(id, versionId, upload),
        discard: (stored) => this.artifacts.discard(stored),
      },
      submit: async (upload, fields) => {
        const { name, size, sha256 } = await addFromForm(this.artifacts, id, versionId, upload, fields);
        const text = texts('versions').uploaded({ name, size: formatBytes(size), sha256 });
        return SeeOther.done(versionPath(id, versionId), text);
      },
    });
  }

  @Get(':artifact_id/download')
  @Authorized(Permission.ProductsRead)
  async downloadArtifactOfVersion(
    @Id() id: string,
    @Id('version_id') versionId: string,
    @Id('artifact_id') artifactId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = await this.artifacts.storedFile(id, versionId, artifactId);
    sendFile(request, reply, file, ({ from, to }) => this.files.read(file, from, to));
  }

  @FormRoute(':artifact_id/edit')
  async updateArtifactOfVersion(
    @Id() id: string,
    @Id('version_id') versionId: string,
    @Id('artifact_id') artifactId: string,
  ): Promise<EditForm<UpdateArtifactDto>> {
    const t = texts('artifacts');
    const { name, platform, minOsVersion, requiredEntitlements, metadata } = await this.artifacts.get(
      id,
      versionId,
      artifactId,
    );
    const version = await this.versions.get(id, versionId);
    const back = versionPath(id, versionId);
    return new EditForm({
      ...editFrame(t.editFile({ name }), `${artifactsPath(id, versionId)}/${artifactId}`),
      cancel: back,
      crumbs: crumbsOf(await this.products.get(id), version),
      groups: [
        {
          rows: [
            ...(platform === 'any' ? [] : [MIN_OS]),
            { name: 'required_entitlements', kind: 'list', textKey: 'required', isMono: true, isOptional: true },
            { name: 'metadata', kind: 'json', rows: 5, isOptional: true },
          ],
        },
      ],
      texts: t,
      values: { min_os_version: minOsVersion, required_entitlements: requiredEntitlements, metadata },
      input: UpdateArtifactDto,
      submit: async (input) => {
        const change = { ...camelCased(input), metadata: metadataChange(metadata, input.metadata) };
        await asFormError(this.artifacts.change(id, versionId, artifactId, change));
        return SeeOther.done(back, t.changed({ name }));
      },
    });
  }

  @FormRoute(':artifact_id/delete')
  async deleteArtifactOfVersion(
    @Id() id: string,
    @Id('version_id') versionId: string,
    @Id('artifact_id') artifactId: string,
  ): Promise<ConfirmForm> {
    const [t, v] = [texts('artifacts'), texts('versions')];
    const artifact = await this.artifacts.get(id, versionId, artifactId);
    const { name, size, arch } = artifact;
    const version = await this.versions.get(id, versionId);
    return new ConfirmForm({
      title: v.deleteFileTitle({ name }),
      crumbs: crumbsOf(await this.products.get(id), version),
      undo: { isPossible: false, text: t.deleteUndo },
      about: [
        { term: t.file, value: name },
        { term: t.platform, value: `${systemText(artifact)}, ${targetTitle(arch, t.archs)}` },
        { term: t.kind, value: kindText(artifact) },
        { term: t.size, value: formatBytes(size) },
      ],
      consequences: [
        version.isActive
          ? { icon: 'ban', tone: 'bad', text: t.deleteOffered }
          : { icon: 'info', text: v.deleteFileDraft },
      ],
      action: `${artifactsPath(id, versionId)}/${artifactId}/delete`,
      verb: v.deleteFileVerb,
      keep: { title: v.keepFile, href: versionPath(id, versionId) },
      submit: async () => {
        await this.artifacts.remove(id, versionId, artifactId);
        return SeeOther.done(versionPath(id, versionId), v.fileDeleted);
      },
    });
  }
}
