import type { AppBundle } from '../../../catalog/app-bundles/app-bundle.entity';
import type { Crumb } from '../../components/page-parts';
import { texts } from '../../../i18n/texts';
import { bundlePath, BUNDLES_PATH } from './app-bundle-paths';

/** The pages above a page of an app bundle, its own included if it is given. */
export function crumbsOf(bundle?: AppBundle): Crumb[] {
  const list = { title: texts('appBundles').title, href: BUNDLES_PATH };
  return bundle ? [list, { title: bundle.appBundleId, href: bundlePath(bundle.uid) }] : [list];
}
