import { Get, Query } from '@nestjs/common';
import { ProductsService } from '../../../catalog/products/products.service';
import { VersionsService } from '../../../catalog/versions/versions.service';
import { Authorized } from '../../../common/access/authorized.decorator';
import { type Caller, CurrentCaller, isPermitted } from '../../../identity/permissions/caller';
import { Permission } from '../../../identity/permissions/permission';
import { ConsoleController } from '../../frame/console-controller.decorator';
import type { Page } from '../../kit/page';
import { Id } from '../../kit/parameters';
import { ROWS_PER_PAGE, VersionListQueryDto, VERSION_STATES } from '../list-query.dto';
import type { VNode } from 'preact';
import type { Product } from '../../../catalog/products/product.entity';
import {
  type ProductVersion,
  VERSION_FILES,
  type VersionFileType,
} from '../../../catalog/versions/product-version.entity';
import { CHANNELS } from '../../../catalog/versions/release-channel';
import type { Page as Rows } from '../../../common/pagination/page-request';
import { texts } from '../../../i18n/texts';
import { Badge, Tag } from '../../components/badge';
import { Banner } from '../../components/banner';
import { addLink, ButtonLink } from '../../components/button';
import { detailPage } from '../../components/detail-page';
import { listPage } from '../../components/list-page';
import { Section } from '../../components/page-parts';
import { DescriptionList, Time, WebLink } from '../../components/text';
import { Day, EditActions, FileSection, listed, noMatch } from '../parts';
import { crumbsOf as crumbsOfProduct } from '../products/product-parts';
import { crumbsOf, VersionBadge, versionColumns, versionPath, versionsPath } from './version-parts';

/** The versions of a product, and their pages. */
@ConsoleController('console/products/:id/versions')
@Authorized(Permission.ProductsRead)
export class VersionPagesController {
  constructor(
    private readonly products: ProductsService,
    private readonly versions: VersionsService,
  ) {}

  @Get()
  async showVersions(
    @CurrentCaller() caller: Caller,
    @Id() id: string,
    @Query() query: VersionListQueryDto,
  ): Promise<Page> {
    const { page, q, status, channel } = query;
    const filter = { q, channel, isActive: status === undefined ? undefined : status === 'published' };
    return versionListPage({
      versions: await this.versions.list(id, { page, perPage: ROWS_PER_PAGE }, filter),
      product: await this.products.get(id),
      query,
      canWrite: isPermitted(caller, Permission.ProductsWrite),
    });
  }

  @Get(':version_id')
  async showVersion(
    @CurrentCaller() caller: Caller,
    @Id() id: string,
    @Id('version_id') versionId: string,
  ): Promise<Page> {
    return versionPage({
      product: await this.products.get(id),
      version: await this.versions.get(id, versionId),
      canWrite: isPermitted(caller, Permission.ProductsWrite),
    });
  }
}

interface VersionListData {
  readonly product: Product;
  readonly versions: Rows<ProductVersion>;
  readonly query: VersionListQueryDto;
  readonly canWrite: boolean;
}

export function versionListPage({ product, versions, query, canWrite }: VersionListData): Page {
  const t = texts('versions');
  const { page, q, status, channel } = query;
  const path = versionsPath(product.uid);
  const states = VERSION_STATES.map((value) => ({ value, title: t[value] }));
  const channels = CHANNELS.map((value) => ({ value, title: value }));
  return listPage({
    windowTitle: t.listTitle({ product: product.name }),
    title: t.title,
    crumbs: crumbsOfProduct(product),
    actions: [canWrite && addLink(t.add, `${path}/new`)],
    path,
    query: { q, status, channel },
    views: { label: t.title, field: 'status', all: [{ title: texts('words').all }, ...states] },
    search: {
      label: t.search,
      placeholder: t.searchHint,
      filters: [{ field: 'channel', title: t.channel, values: channels }],
    },
    columns: versionColumns(product.uid),
    ...listed(versions, page),
    empty: { icon: 'package', title: t.title, text: t.empty },
    noMatch: noMatch(t.nothing, q),
  });
}

interface VersionData {
  readonly product: Product;
  readonly version: ProductVersion;
  readonly canWrite: boolean;
}

export function versionPage(data: VersionData): Page {
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
    above: !version.isActive && (
      <Banner tone="neutral" id="draft" title={t.draftBanner}>
        {t.draftText}
      </Banner>
    ),
    main: (
      <>
        {VERSION_FILES.map((type) => (
          <VersionFile key={type} {...data} type={type} />
        ))}
        <Section id="summary" title={t.summary}>
          {version.summary === '' ? <p class="unset">{t.noSummary}</p> : <p class="prose">{version.summary}</p>}
        </Section>
        <Section id="changelog" title={t.changelog}>
          {version.changelog === '' ? <p class="unset">{t.noNotes}</p> : <p class="prose">{version.changelog}</p>}
        </Section>
      </>
    ),
    sidebar: <Sidebar version={version} />,
  });
}

function Actions({ product, version: { uid, isActive } }: VersionData): VNode {
  const t = texts('versions');
  const path = versionPath(product.uid, uid);
  return (
    <EditActions path={path} change={isActive && <a href={`${path}/withdraw`}>{t.withdraw}</a>}>
      {!isActive && <ButtonLink look="primary" icon="send" href={`${path}/publish`} text={t.publish} />}
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
          { term: c.created, value: <Time at={version.createdAt} /> },
          { term: c.changed, value: <Time at={version.updatedAt} /> },
        ]}
      />
    </Section>
  );
}
