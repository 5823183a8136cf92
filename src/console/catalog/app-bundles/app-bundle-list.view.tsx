import { APP_BUNDLE_STATUSES, type AppBundle } from '../../../catalog/app-bundles/app-bundle.entity';
import { Cut, RowTitle } from '../../components/table';
import { Time } from '../../components/text';
import type { Page } from '../../kit/page';
import { texts } from '../../../i18n/texts';
import type { AppBundleListQueryDto } from './app-bundle-list-query.dto';
import { bundlePath, BUNDLES_PATH, newBundlePath } from './app-bundle-paths';
import { AppBundleBadge } from './app-bundle-status';
import { listPage } from '../../components/list-page';
import { addLink } from '../../components/button';
import { listed, noMatch } from '../parts';

export interface AppBundleListData {
  readonly bundles: readonly AppBundle[];
  readonly total: number;
  readonly query: AppBundleListQueryDto;
  readonly canWrite: boolean;
}

export function appBundleListPage({ bundles, total, query, canWrite }: AppBundleListData): Page {
  const [t, c] = [texts('appBundles'), texts('catalog')];
  const { page, q, status } = query;
  const statuses = APP_BUNDLE_STATUSES.map((value) => ({ value, title: t.statuses[value] }));
  return listPage({
    title: t.title,
    lead: t.lead,
    actions: [canWrite && addLink(t.add, newBundlePath)],
    path: BUNDLES_PATH,
    query: { q, status },
    views: { label: t.title, field: 'status', all: [{ title: c.all }, ...statuses] },
    search: { label: t.search, placeholder: t.searchHint },
    rows: bundles,
    columns: [
      {
        head: t.bundleId,
        width: 40,
        onCard: 'title',
        cell: ({ uid, appBundleId, description }) => (
          <RowTitle href={bundlePath(uid)} title={appBundleId} note={description} />
        ),
      },
      { head: c.status, onCard: 'status', cell: (bundle) => <AppBundleBadge status={bundle.status} /> },
      { head: t.platform, onCard: 'hidden', cell: ({ platform }) => <Cut text={platform} /> },
      { head: t.licenseFile, onCard: 'left', cell: ({ licenseFile }) => <Cut text={licenseFile} /> },
      { head: t.expires, onCard: 'right', isRight: true, cell: ({ expiresAt }) => <Time at={expiresAt} as="date" /> },
    ],
    ...listed(bundles.length, total, page),
    empty: { icon: 'layers', title: t.empty, text: t.emptyText },
    noMatch: noMatch(t.nothing, q),
  });
}
