import type { Product } from '../../../catalog/products/product.entity';
import type { ProductVersion } from '../../../catalog/versions/product-version.entity';
import { CHANNELS } from '../../../catalog/versions/release-channel';
import type { Page } from '../../kit/page';
import { texts } from '../../../i18n/texts';
import { productPath, PRODUCTS_PATH } from '../products/product-paths';
import { type VersionListQueryDto, VERSION_STATES } from './version-list-query.dto';
import { newVersionPath, versionsPath } from './version-paths';
import { listPage } from '../../components/list-page';
import { addLink } from '../../components/button';
import { versionColumns } from './version-table';
import { listed, noMatch } from '../parts';

export interface VersionListData {
  readonly product: Product;
  readonly versions: readonly ProductVersion[];
  readonly total: number;
  readonly query: VersionListQueryDto;
  readonly canWrite: boolean;
}

export function versionListPage({ product, versions, total, query, canWrite }: VersionListData): Page {
  const [t, c] = [texts('versions'), texts('catalog')];
  const { page, q, status, channel } = query;
  const { uid, name } = product;
  const states = VERSION_STATES.map((value) => ({ value, title: t[value] }));
  const channels = CHANNELS.map((value) => ({ value, title: value }));
  return listPage({
    windowTitle: t.listTitle({ product: name }),
    title: t.title,
    crumbs: [
      { title: c.catalogProducts, href: PRODUCTS_PATH },
      { title: name, href: productPath(uid) },
    ],
    actions: [canWrite && addLink(t.add, newVersionPath(uid))],
    path: versionsPath(uid),
    query: { q, status, channel },
    views: { label: t.title, field: 'status', all: [{ title: c.all }, ...states] },
    search: {
      label: t.search,
      placeholder: t.searchHint,
      filters: [{ field: 'channel', title: t.channel, values: channels }],
    },
    rows: versions,
    columns: versionColumns(product),
    ...listed(versions.length, total, page),
    empty: { icon: 'package', title: t.title, text: t.empty },
    noMatch: noMatch(t.nothing, q),
  });
}
