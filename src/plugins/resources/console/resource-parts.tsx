import type { VNode } from 'preact';
import type { Resource, ResourceStatus } from '../resource.entity';
import { texts } from '../../../core/i18n';
import { Badge } from '../../../pages/components/badge';
import { NoValue } from '../../../pages/components/table';
import type { Crumb } from '../../../pages/components/page-parts';
import { Key } from '../../../pages/components/text';

export const RESOURCES_PATH = '/console/resources';
export const resourcePath = (id: string): string => `${RESOURCES_PATH}/${id}`;

/** The pages above a page of a resource, its own included if it is given. */
export function crumbsOf(resource?: Resource): Crumb[] {
  const list = { title: texts('resources').title, href: RESOURCES_PATH };
  return resource ? [list, { title: resource.identifier, href: resourcePath(resource.uid) }] : [list];
}

export function ResourceBadge({ status }: { readonly status: ResourceStatus }): VNode {
  const isFree = status === 'available';
  return (
    <Badge
      tone={isFree ? 'ok' : 'info'}
      icon={isFree ? 'circle-check' : 'lock'}
      text={texts('resources').statuses[status]}
    />
  );
}

/** The license that holds a resource. */
export function Holder({ resource: { allocation } }: { readonly resource: Resource }): VNode {
  return allocation ? <HolderLink uid={allocation.licenseUid} licenseKey={allocation.licenseKey} /> : <NoValue />;
}

interface HolderLinkProps {
  readonly uid: string;
  readonly licenseKey: string;
}

export function HolderLink({ uid, licenseKey }: HolderLinkProps): VNode {
  return (
    <a class="holder" href={`/license/edit/${uid}`}>
      <Key value={licenseKey} isCut />
    </a>
  );
}
