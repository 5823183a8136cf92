import type { VNode } from 'preact';
import type { LeadStatus } from '../../customers/leads/institution.entity';
import { Badge, type Tone } from '../components/badge';
import type { IconName } from '../components/icon';
import { texts } from '../../i18n/texts';

const LOOKS: Readonly<Record<LeadStatus, { tone: Tone; icon: IconName }>> = {
  new: { tone: 'outlined', icon: 'circle-dashed' },
  contacted: { tone: 'neutral', icon: 'mail' },
  qualified: { tone: 'info', icon: 'circle-check' },
  converted: { tone: 'ok', icon: 'arrow-left-right' },
  lost: { tone: 'outlined', icon: 'circle-x' },
};

export function LeadBadge({ status }: { readonly status: LeadStatus }): VNode {
  return <Badge {...LOOKS[status]}>{texts('leads').statuses[status]}</Badge>;
}
