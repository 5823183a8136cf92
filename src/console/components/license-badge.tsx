import type { VNode } from 'preact';
import type { License, LicenseStatus } from '../../licenses/licenses/license.entity';
import { texts } from '../../i18n/texts';
import { Badge, type Tone } from './badge';
import type { IconName } from './icon';
import { Key } from './text';

const LOOKS: Readonly<Record<LicenseStatus, { tone: Tone; icon: IconName }>> = {
  active: { tone: 'ok', icon: 'circle-check' },
  unused: { tone: 'outlined', icon: 'circle-dashed' },
  not_started: { tone: 'info', icon: 'calendar' },
  expired: { tone: 'warn', icon: 'clock' },
  disabled: { tone: 'neutral', icon: 'circle-pause' },
  blocked: { tone: 'bad', icon: 'ban' },
  revoked: { tone: 'bad', icon: 'circle-x' },
};

export function LicenseBadge({ status }: { readonly status: LicenseStatus }): VNode {
  return <Badge {...LOOKS[status]} text={texts('licenseStatuses')[status]} />;
}

/** The key of a license as a link to its page, in a table. */
export function LicenseLink({ uid, key }: Pick<License, 'uid' | 'key'>): VNode {
  return (
    <a class="row-link" href={`/license/edit/${uid}`}>
      <Key value={key} isCut />
    </a>
  );
}
