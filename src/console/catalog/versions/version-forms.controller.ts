import { Get, Post } from '@nestjs/common';
import { ProductsService } from '../../../catalog/products/products.service';
import {
  CreateVersionDto,
  UpdateVersionDto,
  VersionDto,
  versionInput,
} from '../../../catalog/versions/dto/version.dto';
import { CHANNELS, STABLE } from '../../../catalog/versions/release-channel';
import { VersionsService } from '../../../catalog/versions/versions.service';
import { Authorized } from '../../../common/access/authorized.decorator';
import type { FormValues } from '../../../common/http/form-fields';
import { texts } from '../../../i18n/texts';
import { Permission } from '../../../identity/permissions/permission';
import { type ConfirmedChange, ConfirmForm } from '../../components/confirmation';
import { EditForm } from '../../components/form-page';
import type { Consequence } from '../../components/lists';
import { ConsoleController } from '../../frame/console-controller.decorator';
import type { FormGroups } from '../../kit/form-table';
import { type Page, SeeOther } from '../../kit/page';
import { FormBody, Id } from '../../kit/parameters';
import { aboutOf, crumbsOf, versionPath, versionsPath } from './version-parts';
import { publicationOf, type Release, withdrawalOf } from './version-release';

/** Adds, edits, publishes, withdraws and deletes versions. */
@ConsoleController('console/products/:id/versions')
@Authorized(Permission.ProductsWrite)
export class VersionFormsController {
  constructor(
    private readonly products: ProductsService,
    private readonly versions: VersionsService,
  ) {}

  @Get('new')
  async showNewVersion(@Id() id: string): Promise<Page> {
    return (await this.newForm(id)).show();
  }

  @Post('new')
  async createVersion(@Id() id: string, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    return (await this.newForm(id)).submit(body);
  }

  @Get(':version_id/edit')
  async showVersionForm(@Id() id: string, @Id('version_id') versionId: string): Promise<Page> {
    return (await this.editForm(id, versionId)).show();
  }

  @Post(':version_id/edit')
  async updateVersion(
    @Id() id: string,
    @Id('version_id') versionId: string,
    @FormBody() body: FormValues,
  ): Promise<Page | SeeOther> {
    return (await this.editForm(id, versionId)).submit(body);
  }

  @Get(':version_id/publish')
  async askToPublishVersion(@Id() id: string, @Id('version_id') versionId: string): Promise<Page> {
    return (await this.publication(id, versionId)).show();
  }

  @Post(':version_id/publish')
  async publishVersion(@Id() id: string, @Id('version_id') versionId: string): Promise<Page | SeeOther> {
    return (await this.publication(id, versionId)).submit();
  }

  @Get(':version_id/withdraw')
  async askToWithdrawVersion(@Id() id: string, @Id('version_id') versionId: string): Promise<Page> {
    return (await this.withdrawal(id, versionId)).show();
  }

  @Post(':version_id/withdraw')
  async withdrawVersion(@Id() id: string, @Id('version_id') versionId: string): Promise<Page | SeeOther> {
    return (await this.withdrawal(id, versionId)).submit();
  }

  @Get(':version_id/delete')
  async askToDeleteVersion(@Id() id: string, @Id('version_id') versionId: string): Promise<Page> {
    return (await this.deletion(id, versionId)).show();
  }

  @Post(':version_id/delete')
  async deleteVersion(@Id() id: string, @Id('version_id') versionId: string): Promise<Page | SeeOther> {
    return (await this.deletion(id, versionId)).submit();
  }

  private async newForm(id: string): Promise<EditForm<CreateVersionDto>> {
    const t = texts('versions');
    return new EditForm({
      title: t.add,
      crumbs: crumbsOf(await this.products.get(id)),
      action: `${versionsPath(id)}/new`,
      groups: groupsOf(true),
      texts: t,
      values: { channel: STABLE },
      verb: t.add,
      cancel: versionsPath(id),
      input: CreateVersionDto,
      submit: async (input) => {
        const { uid, version } = await this.versions.create(id, versionInput(input));
        return SeeOther.done(versionPath(id, uid), t.added({ version }));
      },
    });
  }

  private async editForm(id: string, versionId: string): Promise<EditForm<UpdateVersionDto>> {
    const t = texts('versions');
    const version = await this.versions.get(id, versionId);
    return new EditForm({
      title: t.editTitle({ version: version.version }),
      crumbs: crumbsOf(await this.products.get(id), version),
      action: `${versionPath(id, versionId)}/edit`,
      groups: groupsOf(false),
      texts: t,
      values: VersionDto.from(version),
      verb: texts('catalog').save,
      cancel: versionPath(id, versionId),
      input: UpdateVersionDto,
      submit: async (input) => {
        const changed = await this.versions.change(id, versionId, versionInput(input));
        return SeeOther.done(versionPath(id, versionId), t.saved({ version: changed.version }));
      },
    });
  }

  private async publication(id: string, versionId: string): Promise<ConfirmForm> {
    const t = texts('versions');
    const release = await this.release(id, versionId);
    return this.confirmation(release, 'publish', {
      title: t.publishTitle({ version: release.version.version }),
      lead: t.publishUndo,
      consequences: publicationOf(release),
      verb: t.publishVerb,
      keep: t.keepDraft,
      submit: async () => {
        const { version } = await this.versions.change(id, versionId, { isActive: true });
        return SeeOther.done(versionPath(id, versionId), t.publishedFlash({ version }));
      },
    });
  }

  private async withdrawal(id: string, versionId: string): Promise<ConfirmForm> {
    const t = texts('versions');
    const release = await this.release(id, versionId);
    return this.confirmation(release, 'withdraw', {
      title: t.withdrawTitle({ version: release.version.version }),
      undo: { isPossible: true, text: t.withdrawUndo },
      consequences: withdrawalOf(release),
      verb: t.withdrawVerb,
      keep: t.keepPublished,
      submit: async () => {
        const { version } = await this.versions.change(id, versionId, { isActive: false });
        return SeeOther.done(versionPath(id, versionId), t.withdrawnFlash({ version }));
      },
    });
  }

  private async deletion(id: string, versionId: string): Promise<ConfirmForm> {
    const t = texts('versions');
    const release = await this.release(id, versionId);
    const { version, isActive } = release.version;
    const files: Consequence = { icon: 'trash-2', tone: 'bad', text: t.deleteFiles };
    return this.confirmation(release, 'delete', {
      title: t.deleteTitle({ version }),
      undo: { isPossible: false, text: t.deleteUndo },
      consequences: isActive ? [files, ...withdrawalOf(release)] : [files],
      verb: t.deleteVerb,
      keep: t.keep,
      submit: async () => {
        await this.versions.delete(id, versionId);
        return SeeOther.done(versionsPath(id), t.deleted({ version }));
      },
    });
  }

  private async release(id: string, versionId: string): Promise<Release> {
    const product = await this.products.get(id);
    const version = await this.versions.get(id, versionId);
    const { channel, id: exceptId } = version;
    return { product, version, other: await this.versions.latest(product.id, { channel, exceptId }) };
  }

  private confirmation({ product, version }: Release, verb: string, question: Question): ConfirmForm {
    const path = versionPath(product.uid, version.uid);
    return new ConfirmForm({
      ...question,
      crumbs: crumbsOf(product, version),
      about: aboutOf(product, version),
      action: `${path}/${verb}`,
      keep: { title: question.keep, href: path },
    });
  }
}

interface Question extends Omit<ConfirmedChange, 'crumbs' | 'about' | 'action' | 'keep'> {
  readonly keep: string;
}

function groupsOf(isNew: boolean): FormGroups {
  return [
    {
      id: 'version',
      rows: [
        [
          { name: 'version', placeholder: '1.2.0', isMono: true },
          { name: 'reference', isMono: true, isOptional: isNew, empty: 'missing' },
        ],
        [
          { name: 'channel', suggestions: CHANNELS, isMono: true, isOptional: true, empty: 'missing' },
          { name: 'released_at', kind: 'date', textKey: 'released', isOptional: true, empty: 'missing' },
        ],
        { name: 'is_mandatory', kind: 'flag' },
      ],
    },
    {
      id: 'notes',
      rows: [
        { name: 'summary', kind: 'area', rows: 2, isOptional: true },
        { name: 'changelog', kind: 'area', rows: 8, isOptional: true },
      ],
    },
    {
      id: 'files',
      rows: [
        { name: 'download_url', textKey: 'url', isOptional: true, empty: null },
        isNew && { name: 'is_active', kind: 'flag', textKey: 'publishNow' },
      ],
    },
  ];
}
