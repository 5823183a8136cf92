import type { PermissionName } from '../../common/access/authorized.decorator';
import { problem } from '../../common/errors/domain-error';
import { type Caller, isPermitted } from '../../identity/permissions/caller';

export function requirePermission(caller: Caller, permission: PermissionName): void {
  if (!isPermitted(caller, permission)) {
    throw problem('FORBIDDEN', { permission });
  }
}
