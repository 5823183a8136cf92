import type { AppBundle } from '../../../catalog/app-bundles/app-bundle.entity';
import type { Crumb } from '../../components/page-parts';
import { bundlePath, BUNDLES_PATH } from './app-bundle-paths';
import { BUNDLE_TEXTS } from './app-bundle-texts';

/** The pages above a page of an app bundle, its own included if it is given. */
export function crumbsOf(bundle?: AppBundle): Crumb[] {
  const list = { title: BUNDLE_TEXTS().title, href: BUNDLES_PATH };
  return bundle ? [list, { title: bundle.appBundleId, href: bundlePath(bundle.uid) }] : [list];
}
