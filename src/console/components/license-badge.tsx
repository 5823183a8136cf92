import type { VNode } from 'preact';
import type { LicenseStatus } from '../../licenses/licenses/license.entity';
import { defineTexts } from '../kit/texts';
import { Badge, type Tone } from './badge';
import type { IconName } from './icon';

/** The names of the statuses of licenses. */
export const LICENSE_STATUS_TEXTS = defineTexts<Readonly<Record<LicenseStatus, string>>>({
  en: {
    active: 'Active',
    unused: 'Unused',
    not_started: 'Not started',
    expired: 'Expired',
    disabled: 'Disabled',
    blocked: 'Blocked',
    revoked: 'Revoked',
  },
  de: {
    active: 'Aktiv',
    unused: 'Unbenutzt',
    not_started: 'Beginnt noch',
    expired: 'Abgelaufen',
    disabled: 'Deaktiviert',
    blocked: 'Gesperrt',
    revoked: 'Widerrufen',
  },
  zh: {
    active: '有效',
    unused: '未使用',
    not_started: '未开始',
    expired: '已过期',
    disabled: '已停用',
    blocked: '已封锁',
    revoked: '已吊销',
  },
});

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
  return <Badge {...LOOKS[status]}>{LICENSE_STATUS_TEXTS()[status]}</Badge>;
}
