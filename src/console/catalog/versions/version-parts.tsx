import type { VNode } from 'preact';
import type { Product } from '../../../catalog/products/product.entity';
import type { ProductVersion } from '../../../catalog/versions/product-version.entity';
import type { Page as Rows } from '../../../common/pagination/page-request';
import { formatBytes } from '../../../i18n/format';
import { texts } from '../../../i18n/texts';
import { Badge, Tag } from '../../components/badge';
import { addLink } from '../../components/button';
import type { Crumb } from '../../components/page-parts';
import { type Column, RowTitle } from '../../components/table';
import type { Detail } from '../../components/text';
import { Day, TableSection } from '../parts';
import { crumbsOf as crumbsOfProduct, productPath } from '../products/product-parts';

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

/** @param product its UUID */
export function versionColumns(product: string): Column<ProductVersion>[] {
  const t = texts('versions');
  return [
    {
      head: t.version,
      width: 25,
      onCard: 'title',
      cell: ({ uid, version, reference }) => (
        <RowTitle href={versionPath(product, uid)} title={version} note={reference} />
      ),
    },
    { head: t.channel, onCard: 'left', cell: ({ channel }) => <Tag>{channel}</Tag> },
    { head: t.status, width: 25, onCard: 'status', cell: (version) => <VersionBadge version={version} /> },
    { head: t.files, onCard: 'hidden', cell: (version) => <FileSizes version={version} /> },
    { head: t.released, onCard: 'right', isRight: true, cell: ({ releasedAt }) => <Day day={releasedAt} /> },
  ];
}

interface VersionProps {
  readonly version: ProductVersion;
}

export function VersionBadge({ version: { isActive } }: VersionProps): VNode {
  const t = texts('versions');
  return (
    <Badge
      tone={isActive ? 'ok' : 'outlined'}
      icon={isActive ? 'circle-check' : 'circle-dashed'}
      text={isActive ? t.published : t.draft}
    />
  );
}

function FileSizes({ version: { mainFile, downloadUrl } }: VersionProps): VNode {
  const t = texts('versions');
  if (mainFile) {
    return <>{formatBytes(mainFile.size)}</>;
  }
  return downloadUrl === null ? <span class="unset">{t.noFiles}</span> : <>{t.url}</>;
}
