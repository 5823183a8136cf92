import type { PermissionName } from '../../common/access/authorized.decorator';
import { problem } from '../../common/errors/domain-error';
import { actorOf, type Caller, isPermitted } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import type { ExportsOf } from '../../platform/exports/data-exports.service';

/** All exports for those who manage users, their own for the others. */
export function visibleExports(caller: Caller): ExportsOf {
  return seesAll(caller) ? undefined : actorOf(caller);
}

export function seesAll(caller: Caller): boolean {
  return isPermitted(caller, Permission.UsersWrite);
}

export function requirePermission(caller: Caller, permission: PermissionName): void {
  if (!isPermitted(caller, permission)) {
    throw problem('FORBIDDEN', { permission });
  }
}
