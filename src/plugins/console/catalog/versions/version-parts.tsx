import type { VNode } from 'preact';
import { type Product, type ProductVersion } from '../../../../core/catalog';
import { percentOf, stateOf } from '../../../../core/catalog/internal';
import type { Page as Rows } from '../../../../core/common';
import { formatBytes, formatNumber, formatPercent, texts, viewer } from '../../../../core/i18n';
import { StatusBadge, Tag } from '../../../../pages/components/badge';
import { addLink } from '../../../../pages/components/button';
import { chartClass } from '../../../../pages/components/chart-looks';
import { Icon } from '../../../../pages/components/icon';
import type { Crumb } from '../../../../pages/components/page-parts';
import { type Column, RowTitle, NoValue } from '../../../../pages/components/table';
import type { Detail } from '../../../../pages/components/text';
import { Day, TableSection } from '../../../../pages/components/record-parts';
import { productPath } from '../../../../pages/kit/record-paths';
import { crumbsOf as crumbsOfProduct } from '../products/product-parts';

/** Leads to the versions of a product that one chooses. */
export const ALL_VERSIONS_PATH = '/console/versions';
export const versionsPath = (product: string): string => `${productPath(product)}/versions`;
export const versionPath = (product: string, version: string): string => `${versionsPath(product)}/${version}`;

/** The pages above a page of a version, its own included if it is given. */
export function crumbsOf(product: Product, version?: ProductVersion): Crumb[] {
  const { uid } = product;
  const above = [...crumbsOfProduct(product), { title: texts('versions').title, href: versionsPath(uid) }];
  return version ? [...above, { title: version.version, href: versionPath(uid, version.uid) }] : above;
}

/** Facts for a confirmation. */
export function aboutOf(product: Product, version: ProductVersion): Detail[] {
  const t = texts('versions');
  return [
    { term: t.product, value: product.name },
    { term: t.channel, value: <code>{version.channel}</code> },
    { term: t.released, value: <Day day={version.releasedAt} /> },
    { term: t.status, value: <VersionBadge version={version} /> },
    { term: t.files, value: version.mainFile?.name ?? version.downloadUrl },
  ];
}

interface VersionSectionProps {
  /** UUID. */
  readonly product: string;
  /** The newest ones. */
  readonly versions: Rows<ProductVersion>;
  readonly canWrite: boolean;
}

/** The newest versions of a product, on its page. */
export function VersionSection({ product, versions: { rows, next }, canWrite }: VersionSectionProps): VNode {
  const t = texts('versions');
  return (
    <TableSection
      id="versions"
      title={t.title}
      note={rows.length > 0 ? t.note : undefined}
      add={canWrite && addLink(t.add, `${versionsPath(product)}/new`)}
      rows={rows}
      columns={versionColumns(product)}
      empty={t.empty}
    >
      {next !== null && (
        <p class="pager">
          <a href={versionsPath(product)}>{t.all}</a>
        </p>
      )}
    </TableSection>
  );
}

/** Figures of versions, for the list of a product's versions. */
export interface VersionFigures {
  /** Devices by the version that they run. */
  readonly devices: ReadonlyMap<string, number>;
  /** Downloads by the numeric id of the version. */
  readonly downloads: ReadonlyMap<number, number>;
}

/** @param product its UUID */
export function versionColumns(product: string, figures?: VersionFigures): Column<ProductVersion>[] {
  const t = texts('versions');
  return [
    {
      head: t.version,
      width: 20,
      onCard: 'title',
      cell: (version) => <VersionTitle version={version} href={versionPath(product, version.uid)} />,
    },
    { name: 'channel', head: t.channel, onCard: 'left', cell: ({ channel }) => <Tag>{channel}</Tag> },
    { name: 'status', head: t.status, onCard: 'status', cell: (version) => <VersionBadge version={version} /> },
    { name: 'offered', head: t.offeredTo, onCard: 'wide', cell: (version) => <OfferedTo version={version} /> },
    { name: 'released', head: t.released, onCard: 'right', cell: ({ releasedAt }) => <Day day={releasedAt} /> },
    ...(figures ? figureColumns(figures) : [filesColumn()]),
  ];
}

function filesColumn(): Column<ProductVersion> {
  return {
    head: texts('versions').files,
    onCard: 'hidden',
    isRight: true,
    cell: (version) => <FileSizes version={version} />,
  };
}

function figureColumns({ devices, downloads }: VersionFigures): Column<ProductVersion>[] {
  const t = texts('versions');
  return [
    {
      name: 'devices',
      head: t.runIt,
      width: 10,
      onCard: 'hidden',
      isRight: true,
      cell: ({ version, withdrawnAt }) => (
        <Count count={devices.get(version)} warns={withdrawnAt !== null ? t.stillRun : undefined} />
      ),
    },
    {
      name: 'downloads',
      head: t.downloads30,
      width: 15,
      onCard: 'hidden',
      isRight: true,
      cell: ({ id }) => <Count count={downloads.get(id)} />,
    },
  ];
}

function Count({ count, warns }: { readonly count?: number; readonly warns?: string }): VNode {
  if (count === undefined) {
    return <NoValue />;
  }
  return (
    <span class={warns && 'count-warn'} title={warns}>
      {warns && <Icon name="triangle-alert" size={14} />} {formatNumber(count)}
    </span>
  );
}

interface VersionProps {
  readonly version: ProductVersion;
}

function VersionTitle({ version, href }: VersionProps & { readonly href: string }): VNode {
  const title = <RowTitle href={href} title={version.version} note={version.reference} />;
  return version.withdrawnAt === null ? title : <span class="withdrawn">{title}</span>;
}

export function VersionBadge({ version }: VersionProps): VNode {
  const state = stateOf(version, viewer().now);
  return <StatusBadge status={state} text={texts('versions').states[state]} />;
}

function OfferedTo({ version }: VersionProps): VNode {
  const t = texts('versions');
  const now = viewer().now;
  switch (stateOf(version, now)) {
    case 'draft':
      return <span class="unset">{t.notYet}</span>;
    case 'withdrawn':
    case 'halted':
      return <NoValue />;
    case 'rolling_out':
    case 'published': {
      const percent = percentOf(version, now);
      return (
        <span class="offered-to">
          {percent < 100 && <PercentBar percent={percent} width="30" height={4} />}
          {formatPercent(percent / 100)}
        </span>
      );
    }
  }
}

interface PercentBarProps {
  readonly percent: number;
  readonly width: string;
  readonly height: number;
}

/** The text beside it says the same. */
export function PercentBar({ percent, width, height }: PercentBarProps): VNode {
  return (
    <svg class="percent-bar" width={width} height={height} aria-hidden="true">
      <rect class="meter-track" width="100%" height={height} rx={2} />
      <rect class={chartClass('rollout')} width={`${percent}%`} height={height} rx={2} />
    </svg>
  );
}

function FileSizes({ version: { mainFile, downloadUrl } }: VersionProps): VNode {
  const t = texts('versions');
  if (mainFile) {
    return <>{formatBytes(mainFile.size)}</>;
  }
  return downloadUrl === null ? <NoValue /> : <>{t.url}</>;
}
