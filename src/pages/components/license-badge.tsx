import type { VNode } from 'preact';
import type { License, LicenseStatus } from '../../licenses/licenses/license.entity';
import { texts } from '../../i18n/texts';
import { StatusBadge } from './badge';
import { Key } from './text';

export function LicenseBadge({ status }: { readonly status: LicenseStatus }): VNode {
  return <StatusBadge status={status} text={texts('licenseStatuses')[status]} />;
}

/** The key of a license as a link to its page, in a table. */
export function LicenseLink({ uid, key }: Pick<License, 'uid' | 'key'>): VNode {
  return (
    <a class="row-link" href={`/license/edit/${uid}`}>
      <Key value={key} isCut />
    </a>
  );
}
