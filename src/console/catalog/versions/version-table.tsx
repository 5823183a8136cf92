import type { VNode } from 'preact';
import type { Product } from '../../../catalog/products/product.entity';
import type { ProductVersion } from '../../../catalog/versions/product-version.entity';
import { Badge, Tag } from '../../components/badge';
import { type Column, RowTitle } from '../../components/table';
import { formatBytes } from '../../../i18n/format';
import { texts } from '../../../i18n/texts';
import { Day } from '../parts';
import { versionPath } from './version-paths';

export function versionColumns({ uid: product }: Product): Column<ProductVersion>[] {
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
    {
      head: texts('catalog').status,
      width: 25,
      onCard: 'status',
      cell: (version) => <VersionBadge version={version} />,
    },
    { head: t.files, onCard: 'hidden', cell: (version) => <FileSizes version={version} /> },
    { head: t.released, onCard: 'right', isRight: true, cell: ({ releasedAt }) => <Day day={releasedAt} /> },
  ];
}

export function VersionBadge({ version: { isActive } }: { readonly version: ProductVersion }): VNode {
  const t = texts('versions');
  return (
    <Badge tone={isActive ? 'ok' : 'outlined'} icon={isActive ? 'circle-check' : 'circle-dashed'}>
      {isActive ? t.published : t.draft}
    </Badge>
  );
}

function FileSizes({ version: { mainFile, downloadUrl } }: { readonly version: ProductVersion }): VNode {
  const t = texts('versions');
  if (mainFile) {
    return <>{formatBytes(mainFile.size)}</>;
  }
  return downloadUrl === null ? <span class="unset">{t.noFiles}</span> : <>{t.url}</>;
}
