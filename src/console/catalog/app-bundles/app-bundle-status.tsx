import type { VNode } from 'preact';
import type { AppBundleStatus } from '../../../catalog/app-bundles/app-bundle.entity';
import { Badge, type Tone } from '../../components/badge';
import type { IconName } from '../../components/icon';
import { texts } from '../../../i18n/texts';

const LOOKS: Readonly<Record<AppBundleStatus, { tone: Tone; icon: IconName }>> = {
  active: { tone: 'ok', icon: 'circle-check' },
  expired: { tone: 'warn', icon: 'clock' },
  disabled: { tone: 'neutral', icon: 'circle-pause' },
};

export function AppBundleBadge({ status }: { readonly status: AppBundleStatus }): VNode {
  return <Badge {...LOOKS[status]}>{texts('appBundles').statuses[status]}</Badge>;
}
