import type { VNode } from 'preact';
import type { ResourceStatus } from '../../../licensing/resources/resource.entity';
import { Badge } from '../../components/badge';
import { texts } from '../../../i18n/texts';

export function ResourceBadge({ status }: { readonly status: ResourceStatus }): VNode {
  const isFree = status === 'available';
  return (
    <Badge tone={isFree ? 'ok' : 'info'} icon={isFree ? 'circle-check' : 'lock'}>
      {texts('resources').statuses[status]}
    </Badge>
  );
}
