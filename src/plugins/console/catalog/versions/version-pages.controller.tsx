import { Get, Query } from '@nestjs/common';
import type { VNode } from 'preact';
import {
  ArtifactsService,
  type Product,
  ProductsService,
  type ProductVersion,
  VERSION_FILES,
  type VersionArtifact,
  type VersionFileType,
  VersionsService,
} from '../../../../core/catalog';
import { explainOffer, stateOf } from '../../../../core/catalog/internal';
import { Authorized, Clock } from '../../../../core/common';
import { formatDateTime, texts, viewer } from '../../../../core/i18n';
import { type Caller, CurrentCaller, isPermitted, Permission } from '../../../../core/identity';
import { NamedLicensesService } from '../../../../core/licensing/internal';
import { isLeftOutOfFeeds } from '../../../../core/verification/internal';
import { Badge, Tag } from '../../../../pages/components/badge';
import { Banner } from '../../../../pages/components/banner';
import { ButtonLink, PostButton } from '../../../../pages/components/button';
import { detailPage } from '../../../../pages/components/detail-page';
import { MetadataSection } from '../../../../pages/components/metadata-section';
import { Section } from '../../../../pages/components/page-parts';
import { DescriptionList, Time, WebLink } from '../../../../pages/components/text';
import { ConsoleController } from '../../../../pages/frame/console-controller.decorator';
import type { Page } from '../../../../pages/kit/page';
import { Id } from '../../../../pages/kit/parameters';
import { OfferQueryDto, VersionListQueryDto } from './version-query.dto';
import { Day, EditActions, FileSection } from '../../../../pages/components/record-parts';
import { FromReplica } from '../../../../core/platform';
import { ArtifactSection } from './artifact-parts';
import { type OfferAnswer, OfferQuestion, Rollout } from './rollout-parts';
import { VersionListService } from './version-list.service';
import { versionListPage } from './version-list.view';
import { crumbsOf, VersionBadge, versionPath } from './version-parts';

/** The versions of a product, and their pages. */
@ConsoleController('console/products/:id/versions')
@Authorized(Permission.ProductsRead)
export class VersionPagesController {
  constructor(
    private readonly products: ProductsService,
    private readonly versions: VersionsService,
    private readonly artifacts: ArtifactsService,
    private readonly lists: VersionListService,
    private readonly licenses: NamedLicensesService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @FromReplica()
  async showVersions(
    @CurrentCaller() caller: Caller,
    @Id() id: string,
    @Query() query: VersionListQueryDto,
  ): Promise<Page> {
    return versionListPage({
      ...(await this.lists.read(id, query)),
      query,
      canWrite: isPermitted(caller, Permission.ProductsWrite),
    });
  }

  @Get(':version_id')
  async showVersion(
    @CurrentCaller() caller: Caller,
    @Id() id: string,
    @Id('version_id') versionId: string,
    @Query() query: OfferQueryDto,
  ): Promise<Page> {
    const version = await this.versions.get(id, versionId);
    return versionPage({
      product: await this.products.get(id),
      version,
      artifacts: await this.artifacts.ofVersions([version]),
      query,
      answer: await this.answerTo(query, id, version),
      canWrite: isPermitted(caller, Permission.ProductsWrite),
    });
  }

  /** Undefined if no program is named. */
  private async answerTo(query: OfferQueryDto, id: string, version: ProductVersion): Promise<OfferAnswer | undefined> {
    const { license: key, device, channel = version.channel } = query;
    if (key === undefined && device === undefined) {
      return undefined;
    }
    const license = key === undefined ? undefined : await this.licenses.find(id, key);
    const offer = explainOffer(version, { device, license: license?.uid }, this.clock.now(), channel);
    return { ...offer, channel, isLicenseUnknown: key !== undefined && license === undefined };
  }
}

interface VersionData {
  readonly product: Product;
  readonly version: ProductVersion;
  /** Files by platform. */
  readonly artifacts: readonly VersionArtifact[];
  readonly query: OfferQueryDto;
  readonly answer?: OfferAnswer;
  readonly canWrite: boolean;
}

function versionPage(data: VersionData): Page {
  const t = texts('versions');
  const { product, version, canWrite } = data;
  return detailPage({
    windowTitle: `${product.name} ${version.version}`,
    title: version.version,
    crumbs: crumbsOf(product),
    lead: (
      <>
        <VersionBadge version={version} /> <Tag>{version.channel}</Tag>{' '}
        {version.isMandatory && <Badge tone="warn" icon="triangle-alert" text={t.mandatory} />}
      </>
    ),
    actions: canWrite && <Actions {...data} />,
    above: (
      <>
        {version.isActive ? <Rollout {...data} product={product.uid} /> : <NotPublished version={version} />}
        {isLeftOut(data) && (
          <Banner tone="warn" id="not-semver" title={t.notSemver}>
            {t.notSemverText}
          </Banner>
        )}
      </>
    ),
    main: (
      <>
        {VERSION_FILES.map((type) => (
          <VersionFile key={type} {...data} type={type} />
        ))}
        <ArtifactSection {...data} />
        <OfferQuestion {...data} path={versionPath(product.uid, version.uid)} />
        <Section id="summary" title={t.summary}>
          {version.summary === '' ? <p class="unset">{t.noSummary}</p> : <p class="prose">{version.summary}</p>}
        </Section>
        <Section id="changelog" title={t.changelog}>
          {version.changelog === '' ? <p class="unset">{t.noNotes}</p> : <p class="prose">{version.changelog}</p>}
        </Section>
      </>
    ),
    sidebar: (
      <>
        <Sidebar version={version} />
        <MetadataSection title={t.metadata} metadata={version.metadata} />
      </>
    ),
  });
}

function isLeftOut({ version, artifacts }: VersionData): boolean {
  return isLeftOutOfFeeds(
    version.version,
    artifacts.map(({ kind }) => kind),
  );
}

function NotPublished({ version }: Pick<VersionData, 'version'>): VNode {
  const t = texts('versions');
  const { withdrawnAt, withdrawnBy, stopReason } = version;
  return withdrawnAt === null ? (
    <Banner tone="neutral" id="draft" title={t.draftBanner}>
      {t.draftText}
    </Banner>
  ) : (
    <Banner
      tone="bad"
      id="withdrawn"
      title={t.withdrawnAt({ by: withdrawnBy ?? t.somebody, at: formatDateTime(withdrawnAt) })}
    >
      {stopReason && <p>{t.quoted({ reason: stopReason })}</p>}
      <p>{t.withdrawnText}</p>
    </Banner>
  );
}

function Actions({ product, version }: VersionData): VNode {
  const t = texts('versions');
  const path = versionPath(product.uid, version.uid);
  const state = stateOf(version, viewer().now);
  return (
    <EditActions path={path} change={version.isActive && <a href={`${path}/withdraw`}>{t.withdraw}</a>}>
      {state !== 'rolling_out' && <ButtonLink href={`${path}/rollout`} text={t.changeSteps} />}
      {state === 'published' && <PostButton action={`${path}/halt`} icon="circle-pause" text={t.halt} />}
      {!version.isActive && <ButtonLink look="primary" icon="send" href={`${path}/publish`} text={t.publish} />}
    </EditActions>
  );
}

function VersionFile({ product, version, canWrite, type }: VersionData & { readonly type: VersionFileType }): VNode {
  const t = texts('versions');
  return (
    <FileSection
      id={`file-${type}`}
      title={t.types[type]}
      note={t.typeHints[type]}
      file={type === 'main' ? version.mainFile : version.sqlFile}
      path={`${versionPath(product.uid, version.uid)}/files/${type}`}
      canWrite={canWrite}
      upload={t.upload}
      replace={t.replace}
      deleteFile={t.deleteFile}
      missing={t.missing}
    >
      {type === 'main' && version.downloadUrl !== null && (
        <p class="file-facts">
          {t.elsewhere} <WebLink url={version.downloadUrl} />
        </p>
      )}
    </FileSection>
  );
}

function Sidebar({ version }: { readonly version: ProductVersion }): VNode {
  const t = texts('versions');
  const c = texts('catalog');
  return (
    <Section id="details" title={t.details}>
      <DescriptionList
        items={[
          { term: t.reference, value: <code>{version.reference}</code> },
          { term: t.channel, value: <code>{version.channel}</code> },
          { term: t.released, value: <Day day={version.releasedAt} /> },
          { term: t.mandatory, value: version.isMandatory ? t.yes : t.no },
          ...(version.requiredEntitlements.length > 0
            ? [{ term: t.required, value: <code>{version.requiredEntitlements.join(', ')}</code> }]
            : []),
          { term: c.created, value: <Time at={version.createdAt} /> },
          { term: c.changed, value: <Time at={version.updatedAt} /> },
        ]}
      />
    </Section>
  );
}
