import type { VNode } from 'preact';
import type { AppBundle } from '../../../../core/catalog';
import { texts } from '../../../../core/i18n';
import { StatusBadge } from '../../../../pages/components/badge';
import type { Crumb } from '../../../../pages/components/page-parts';
import { type Detail, Time } from '../../../../pages/components/text';

export const BUNDLES_PATH = '/console/app-bundles';
export const bundlePath = (id: string): string => `${BUNDLES_PATH}/${id}`;

/** The pages above a page of an app bundle, its own included if it is given. */
export function crumbsOf(bundle?: AppBundle): Crumb[] {
  const list = { title: texts('appBundles').title, href: BUNDLES_PATH };
  return bundle ? [list, { title: bundle.appBundleId, href: bundlePath(bundle.uid) }] : [list];
}

/** Facts for a confirmation. */
export function aboutOf({ status, expiresAt, licenseFile }: AppBundle): Detail[] {
  const t = texts('appBundles');
  return [
    { term: t.status, value: <AppBundleBadge status={status} /> },
    { term: t.expires, value: <Time at={expiresAt} as="date" /> },
    { term: t.licenseFile, value: licenseFile },
  ];
}

export function AppBundleBadge({ status }: { readonly status: AppBundle['status'] }): VNode {
  return <StatusBadge status={status} text={texts('appBundles').statuses[status]} />;
}
