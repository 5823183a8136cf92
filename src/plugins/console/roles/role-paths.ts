export const ROLES_PATH = '/console/roles';
export const NEW_ROLE_PATH = '/console/roles/new';

/** @param id uid or, of a fixed role, the name */
export const rolePath = (id: string): string => `${ROLES_PATH}/${id}`;
export const deleteRolePath = (id: string): string => `${rolePath(id)}/delete`;
