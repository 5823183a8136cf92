import { type PermissionName, problem } from '../../core/common';
import { type Caller, isPermitted } from '../../core/identity';

export function requirePermission(caller: Caller, permission: PermissionName): void {
  if (!isPermitted(caller, permission)) {
    throw problem('FORBIDDEN', { permission });
  }
}
