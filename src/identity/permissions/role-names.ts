import { type Role, ROLES } from './permission';

/** Whether a role of this name exists. */
export function isRoleName(name: string): name is Role {
  return (ROLES as readonly string[]).includes(name);
}
