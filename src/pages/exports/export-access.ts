import type { PermissionName } from '../../core/common/access/authorized.decorator';
import { problem } from '../../core/common/errors/domain-error';
import { type Caller, isPermitted } from '../../core/identity/permissions/caller';

export function requirePermission(caller: Caller, permission: PermissionName): void {
  if (!isPermitted(caller, permission)) {
    throw problem('FORBIDDEN', { permission });
  }
}
