import { Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Authorized, Calendar, camelCased, TakesFiles } from '../../../../core/common';
import { APP_BUNDLE_STATUSES, type AppBundle, AppBundlesService, LicenseFilesService } from '../../../../core/catalog';
import { AppBundleDto, CreateAppBundleDto, UpdateAppBundleDto } from '../../../../core/catalog/internal';
import { formatBytes, texts } from '../../../../core/i18n';
import { type Caller, CurrentCaller, Permission } from '../../../../core/identity';
import { actorOf } from '../../../../core/identity/internal';
import type { StoredFile } from '../../../../core/platform';
import { ConfirmForm } from '../../../../pages/components/confirmation';
import { EditForm } from '../../../../pages/components/form-page';
import { ConsoleController } from '../../../../pages/frame/console-controller.decorator';
import { FormRoute } from '../../../../pages/kit/form-route';
import type { FormGroups } from '../../../../pages/kit/form-table';
import { SeeOther } from '../../../../pages/kit/page';
import { Id } from '../../../../pages/kit/parameters';
import { addFrame, editFrame } from '../../../../pages/components/record-parts';
import { FILE_FIELD, UploadForm } from '../../../../pages/components/upload-form';
import { aboutOf, bundlePath, BUNDLES_PATH, crumbsOf } from './app-bundle-parts';

/** Adds, edits, disables and deletes app bundles, and uploads their license files. */
@ConsoleController('console/app-bundles')
@Authorized(Permission.AppBundlesWrite)
export class AppBundleFormsController {
  constructor(
    private readonly bundles: AppBundlesService,
    private readonly licenseFiles: LicenseFilesService,
    private readonly calendar: Calendar,
  ) {}

  @FormRoute('new')
  createAppBundle(@CurrentCaller() caller: Caller): EditForm<CreateAppBundleDto> {
    const t = texts('appBundles');
    return new EditForm({
      ...addFrame(t.add, BUNDLES_PATH),
      crumbs: crumbsOf(),
      groups: groupsOf(this.calendar),
      texts: t,
      values: { status: 'active' },
      input: CreateAppBundleDto,
      submit: async (input) => {
        const bundle = { ...camelCased(input), createdBy: actorOf(caller).name };
        const { uid, appBundleId } = await this.bundles.create(bundle);
        return SeeOther.done(bundlePath(uid), t.added({ id: appBundleId }));
      },
    });
  }

  @FormRoute(':id/edit')
  async updateAppBundle(@CurrentCaller() caller: Caller, @Id() id: string): Promise<EditForm<UpdateAppBundleDto>> {
    const t = texts('appBundles');
    const bundle = await this.bundles.get(id);
    return new EditForm({
      ...editFrame(t.editTitle({ id: bundle.appBundleId }), bundlePath(id)),
      crumbs: crumbsOf(bundle),
      groups: groupsOf(this.calendar, bundle),
      texts: t,
      values: AppBundleDto.from(bundle),
      input: UpdateAppBundleDto,
      submit: async (input) => {
        const change = { ...camelCased(input), updatedBy: actorOf(caller).name };
        const { appBundleId } = await this.bundles.change(id, change);
        return SeeOther.done(bundlePath(id), t.saved({ id: appBundleId }));
      },
    });
  }

  @FormRoute(':id/license-file')
  @TakesFiles()
  async uploadLicenseFile(
    @CurrentCaller() caller: Caller,
    @Id() id: string,
    @Req() request: FastifyRequest,
  ): Promise<UploadForm<StoredFile>> {
    const t = texts('appBundles');
    const bundle = await this.bundles.get(id);
    return new UploadForm(request, {
      title: t.uploadTitle({ id: bundle.appBundleId }),
      crumbs: crumbsOf(bundle),
      lead: t.uploadNote,
      action: `${bundlePath(id)}/license-file`,
      hint: t.uploadHint,
      accept: '.lic',
      maxBytes: this.licenseFiles.maxBytes,
      verb: t.upload,
      cancel: bundlePath(id),
      messages: { [FILE_FIELD]: t.uploadWrong, NO_LICENSE_FILE: t.uploadWrong },
      keeper: {
        store: (upload) => this.licenseFiles.store(id, upload),
        discard: (file) => this.licenseFiles.discard(file),
      },
      submit: async (file) => {
        const { name, size, sha256 } = await this.licenseFiles.replace(id, file, actorOf(caller).name);
        return SeeOther.done(bundlePath(id), t.uploaded({ name, size: formatBytes(size), sha256 }));
      },
    });
  }

  @FormRoute(':id/deactivate')
  async deactivateAppBundle(@CurrentCaller() caller: Caller, @Id() id: string): Promise<ConfirmForm> {
    const t = texts('appBundles');
    const bundle = await this.bundles.get(id);
    return new ConfirmForm({
      title: t.deactivateTitle({ id: bundle.appBundleId }),
      crumbs: crumbsOf(bundle),
      undo: { isPossible: true, text: t.deactivateUndo },
      about: aboutOf(bundle),
      consequences: [
        { icon: 'ban', tone: 'bad', text: t.deactivateApp },
        { icon: 'file-key', text: t.deactivateFile },
      ],
      action: `${bundlePath(id)}/deactivate`,
      verb: t.deactivateVerb,
      keep: { title: t.keepActive, href: bundlePath(id) },
      submit: async () => {
        const { appBundleId } = await this.bundles.change(id, { status: 'disabled', updatedBy: actorOf(caller).name });
        return SeeOther.done(bundlePath(id), t.deactivated({ id: appBundleId }));
      },
    });
  }

  @Post(':id/activate')
  async activateAppBundle(@CurrentCaller() caller: Caller, @Id() id: string): Promise<SeeOther> {
    const { appBundleId } = await this.bundles.change(id, { status: 'active', updatedBy: actorOf(caller).name });
    return SeeOther.done(bundlePath(id), texts('appBundles').activated({ id: appBundleId }));
  }

  @FormRoute(':id/delete')
  async deleteAppBundle(@Id() id: string): Promise<ConfirmForm> {
    const t = texts('appBundles');
    const bundle = await this.bundles.get(id);
    return new ConfirmForm({
      title: t.deleteTitle({ id: bundle.appBundleId }),
      crumbs: crumbsOf(bundle),
      undo: { isPossible: false, text: t.deleteUndo },
      about: aboutOf(bundle),
      consequences: [
        { icon: 'trash-2', tone: 'bad', text: t.deleteFile },
        { icon: 'ban', tone: 'bad', text: t.deleteApp },
      ],
      action: `${bundlePath(id)}/delete`,
      verb: t.deleteVerb,
      keep: { title: t.keep, href: bundlePath(id) },
      submit: async () => {
        await this.bundles.delete(id);
        return SeeOther.done(BUNDLES_PATH, t.deleted({ id: bundle.appBundleId }));
      },
    });
  }
}

/** @param bundle undefined for a new one */
function groupsOf(calendar: Calendar, bundle?: AppBundle): FormGroups {
  const { statuses, statusNotes } = texts('appBundles');
  const choices = APP_BUNDLE_STATUSES.map((value) => ({ value, title: statuses[value], note: statusNotes[value] }));
  const day = bundle && calendar.dateOf(bundle.expiresAt);
  // A day that was not changed keeps its time.
  const changed = (text: string) => (text === day ? undefined : text);
  return [
    {
      id: 'app',
      rows: [
        { name: 'app_bundle_id', textKey: 'bundleId', isMono: true },
        [
          { name: 'platform', isOptional: true },
          { name: 'version', isOptional: true },
        ],
        { name: 'description', kind: 'area', isOptional: true },
      ],
    },
    {
      id: 'license',
      rows: [
        { name: 'status', kind: 'radios', choices },
        { name: 'expires_at', kind: 'date', textKey: 'expires', value: day, read: changed },
        { name: 'features', kind: 'list', isOptional: true },
      ],
    },
  ];
}
