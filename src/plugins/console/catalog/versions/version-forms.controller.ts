import {
  ArtifactsService,
  compareVersions,
  OfferedVersionsService,
  type Product,
  ProductsService,
  type ProductVersion,
  VersionsService,
} from '../../../../core/catalog';
import {
  CHANNELS,
  compatibleChannels,
  CreateVersionDto,
  percentOf,
  STABLE,
  StopVersionDto,
  UpdateVersionDto,
  VersionDto,
  versionInput,
  VersionRolloutsService,
} from '../../../../core/catalog/internal';
import { Authorized, Clock } from '../../../../core/common';
import { formatPercent, texts, viewer } from '../../../../core/i18n';
import { Permission } from '../../../../core/identity';
import { isLeftOutOfFeeds } from '../../../../core/verification/internal';
import { ConfirmForm } from '../../../../pages/components/confirmation';
import { EditForm } from '../../../../pages/components/form-page';
import type { Consequence } from '../../../../pages/components/lists';
import { ConsoleController } from '../../../../pages/frame/console-controller.decorator';
import { asFormError } from '../../../../pages/kit/form-input';
import { FormRoute } from '../../../../pages/kit/form-route';
import type { FormGroups } from '../../../../pages/kit/form-table';
import { metadataChange } from '../../../../pages/kit/metadata-change';
import { SeeOther } from '../../../../pages/kit/page';
import { Id } from '../../../../pages/kit/parameters';
import { addFrame, editFrame } from '../../../../pages/components/record-parts';
import { aboutOf, crumbsOf, versionPath, versionsPath } from './version-parts';

/** Adds, edits, publishes, withdraws and deletes versions. */
@ConsoleController('console/products/:id/versions')
@Authorized(Permission.ProductsWrite)
export class VersionFormsController {
  constructor(
    private readonly products: ProductsService,
    private readonly versions: VersionsService,
    private readonly artifacts: ArtifactsService,
    private readonly offers: OfferedVersionsService,
    private readonly rollouts: VersionRolloutsService,
    private readonly clock: Clock,
  ) {}

  @FormRoute('new')
  async createVersion(@Id() id: string): Promise<EditForm<CreateVersionDto>> {
    const t = texts('versions');
    return new EditForm({
      ...addFrame(t.add, versionsPath(id)),
      crumbs: crumbsOf(await this.products.get(id)),
      groups: groupsOf(true),
      texts: t,
      values: { channel: STABLE },
      input: CreateVersionDto,
      submit: async (input) => {
        const { uid, version } = await this.versions.create(id, versionInput(input));
        return SeeOther.done(versionPath(id, uid), t.added({ version }));
      },
    });
  }

  @FormRoute(':version_id/edit')
  async updateVersion(@Id() id: string, @Id('version_id') versionId: string): Promise<EditForm<UpdateVersionDto>> {
    const t = texts('versions');
    const version = await this.versions.get(id, versionId);
    return new EditForm({
      ...editFrame(t.editTitle({ version: version.version }), versionPath(id, versionId)),
      crumbs: crumbsOf(await this.products.get(id), version),
      groups: groupsOf(false),
      texts: t,
      values: VersionDto.from(version, this.clock.now()),
      input: UpdateVersionDto,
      submit: async (input) => {
        const change = { ...versionInput(input), metadata: metadataChange(version.metadata, input.metadata) };
        const changed = await asFormError(this.versions.change(id, versionId, change));
        return SeeOther.done(versionPath(id, versionId), t.saved({ version: changed.version }));
      },
    });
  }

  @FormRoute(':version_id/publish')
  async publishVersion(@Id() id: string, @Id('version_id') versionId: string): Promise<ConfirmForm> {
    const t = texts('versions');
    const release = await this.release(id, versionId);
    return new ConfirmForm({
      ...questionOf(release, 'publish', t.keepDraft),
      title: t.publishTitle({ version: release.version.version }),
      lead: t.publishUndo,
      consequences: publicationOf(release),
      verb: t.publishVerb,
      submit: async () => {
        const { version } = await this.rollouts.publish(id, versionId);
        return SeeOther.done(versionPath(id, versionId), t.publishedFlash({ version }));
      },
    });
  }

  @FormRoute(':version_id/withdraw')
  async withdrawVersion(@Id() id: string, @Id('version_id') versionId: string): Promise<ConfirmForm<StopVersionDto>> {
    const t = texts('versions');
    const release = await this.release(id, versionId);
    return new ConfirmForm({
      ...questionOf(release, 'withdraw', t.keepPublished),
      title: t.withdrawTitle({ version: release.version.version }),
      undo: { isPossible: true, text: t.withdrawUndo },
      consequences: withdrawalOf(release),
      groups: [{ rows: [{ name: 'reason', isOptional: true, empty: null }] }],
      texts: t,
      input: StopVersionDto,
      verb: t.withdrawVerb,
      submit: async ({ reason }) => {
        const { version } = await this.rollouts.withdraw(id, versionId, reason ?? null);
        return SeeOther.done(versionPath(id, versionId), t.withdrawnFlash({ version }));
      },
    });
  }

  @FormRoute(':version_id/delete')
  async deleteVersion(@Id() id: string, @Id('version_id') versionId: string): Promise<ConfirmForm> {
    const t = texts('versions');
    const release = await this.release(id, versionId);
    const { version, isActive } = release.version;
    const files: Consequence = { icon: 'trash-2', tone: 'bad', text: t.deleteFiles };
    return new ConfirmForm({
      ...questionOf(release, 'delete', t.keep),
      title: t.deleteTitle({ version }),
      undo: { isPossible: false, text: t.deleteUndo },
      consequences: isActive ? [files, ...withdrawalOf(release)] : [files],
      verb: t.deleteVerb,
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
    const kinds = (await this.artifacts.ofVersions([version])).map(({ kind }) => kind);
    const isLeftOut = isLeftOutOfFeeds(version.version, kinds);
    return { product, version, isLeftOut, other: await this.offers.latest(product.id, { channel, exceptId }) };
  }
}

/** Parts that all confirmations have. */
function questionOf({ product, version }: Release, verb: string, keep: string) {
  const path = versionPath(product.uid, version.uid);
  return {
    crumbs: crumbsOf(product, version),
    about: aboutOf(product, version),
    action: `${path}/${verb}`,
    keep: { title: keep, href: path },
  };
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
        { name: 'required_entitlements', kind: 'list', textKey: 'required', isMono: true, isOptional: true },
        { name: 'metadata', kind: 'json', rows: 5, isOptional: true },
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

interface Release {
  readonly product: Product;
  readonly version: ProductVersion;
  /** Feeds leave it out because of its number. */
  readonly isLeftOut: boolean;
  /** The newest other version that programs of its channel are offered; null if there is none. */
  readonly other: ProductVersion | null;
}

/** The consequences of publishing a version. */
function publicationOf({ product, version, isLeftOut, other }: Release): Consequence[] {
  const t = texts('versions');
  const isNewest = !other || compareVersions(version.version, other.version) >= 0;
  const channels = channelText(version.channel);
  const offer = isNewest
    ? other
      ? t.offeredInstead({ channels, version: version.version, old: other.version })
      : t.offered({ channels, version: version.version })
    : product.serveLatestUpdates
      ? t.notNewest({ version: other.version })
      : t.step;
  const hasFile = Boolean(version.mainFile) || version.downloadUrl !== null;
  return [
    { icon: 'download', text: offer },
    ...(version.rolloutSteps ? [{ icon: 'arrow-left-right', text: shareOf(version) } as const] : []),
    ...(version.isMandatory ? [{ icon: 'triangle-alert', text: t.mustUpdate } as const] : []),
    ...(isLeftOut ? [{ icon: 'circle-alert', tone: 'bad', text: t.notSemverText } as const] : []),
    ...(hasFile ? [] : [{ icon: 'circle-alert', tone: 'bad', text: t.hasNoFile } as const]),
  ];
}

/** The share of devices to which the version is offered when it is published. */
function shareOf(version: ProductVersion): string {
  return texts('versions').offeredShare({ percent: formatPercent(percentOf(version, viewer().now) / 100) });
}

/** The consequences of withdrawing a version. */
function withdrawalOf({ version, other }: Release): Consequence[] {
  const t = texts('versions');
  return [
    { icon: 'ban', tone: 'bad', text: t.noLonger({ version: version.version }) },
    { icon: 'arrow-down', text: other ? t.fallsBack({ version: other.version }) : t.nothingLeft },
    { icon: 'monitor', text: t.keepInstalled },
  ];
}

/** The channels whose programs get versions of a channel. */
function channelText(channel: string): string {
  const t = texts('versions');
  const { channels, hasOthers } = compatibleChannels(channel);
  if (channel === STABLE) {
    return t.allChannels;
  }
  return hasOthers ? t.channelsAndOthers({ names: channels.join(', ') }) : t.thisChannel({ name: channel });
}
