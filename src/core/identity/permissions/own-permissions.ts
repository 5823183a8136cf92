import type { PermissionName } from '../../common/access/authorized.decorator';
import { problem } from '../../common/errors/domain-error';
import { currentRequest } from '../../common/http/request-context';
import { type CallingKey, currentCaller, isPermitted } from './caller';
import { PERMISSIONS_OF_KIND, type RoleGrants } from './granted-permissions';

export function isOwner(): boolean {
  const caller = currentCaller();
  return caller.type === 'user' && caller.user.role === 'owner';
}

export function requireOwner(): void {
  if (!isOwner()) {
    throw problem('OWNERS_FORBIDDEN');
  }
}

/**
 * The permissions of a role that the caller lacks: nobody gives others more than that, or manages those who have more. Whoever may
 * manage users or roles does so for all products.
 */
export function lackingFor({ permissions }: Pick<RoleGrants, 'permissions'>): PermissionName[] {
  const caller = currentCaller();
  return permissions.filter((permission) => !isPermitted(caller, permission));
}

/** Throws if a role has permissions that the caller lacks. */
export function requireAllOf(grants: Pick<RoleGrants, 'permissions'>, field?: string): void {
  const lacking = lackingFor(grants);
  if (lacking.length > 0) {
    throw problem('ROLE_EXCEEDS_CALLER', { field, lacking: lacking.join(', ') });
  }
}

/** Throws if the caller would get a key that may do more than they may themselves. Keys of programs do what no user does. */
export function requireAllOfKey({ kind, permissions }: Pick<CallingKey, 'kind' | 'permissions'>): void {
  const caller = currentRequest()?.caller;
  if (kind === 'internal' && caller) {
    const granted = permissions ?? PERMISSIONS_OF_KIND[kind];
    const lacking = granted.filter((permission) => !isPermitted(caller, permission as PermissionName));
    if (lacking.length > 0) {
      throw problem('API_KEY_EXCEEDS_CALLER', { field: 'permissions', lacking: lacking.join(', ') });
    }
  }
}
