import { isUUID } from 'class-validator';
import { type EntityManager, type FindOneOptions, In } from 'typeorm';
import { type DomainError, problem } from '../../common/errors/domain-error';
import { isFixedRole, roleKey, ROLES } from '../permissions/permission';
import { grantsOf, type RoleGrants } from '../permissions/granted-permissions';
import { OwnRole } from './own-role.entity';

export type RoleLock = NonNullable<FindOneOptions['lock']>;

/** A role that a user can have. */
export interface FoundRole {
  readonly grants: RoleGrants;
  /** The columns of its users. */
  readonly columns: { readonly role: string; readonly roleId: number | null };
}

/**
 * The role that is not fixed with this uid or name, or null. The uid takes precedence.
 * @param lock only within a transaction
 */
export async function findOwnRole(manager: EntityManager, id: string, lock?: RoleLock): Promise<OwnRole | null> {
  const named = () => manager.findOne(OwnRole, { where: { nameKey: roleKey(id) }, lock });
  return (isUUID(id) ? await manager.findOne(OwnRole, { where: { uid: id }, lock }) : null) ?? named();
}

/** Finds a role by its name or uid, and keeps it as it is until the end of the transaction. */
export async function findRole(manager: EntityManager, id: string): Promise<FoundRole> {
  const key = roleKey(id);
  if (isFixedRole(key)) {
    return { grants: grantsOf(key, null), columns: { role: key, roleId: null } };
  }
  const own = await findOwnRole(manager, id, { mode: 'for_key_share' });
  if (!own) {
    throw await unknownRole(manager, id);
  }
  return { grants: grantsOf(own.name, own), columns: { role: own.name, roleId: own.id } };
}

/** The first of the roles that exists, kept as `findRole` does, or null. */
export async function firstKnownRole(manager: EntityManager, names: readonly string[]): Promise<FoundRole | null> {
  for (const name of names) {
    if (isFixedRole(roleKey(name)) || (await findOwnRole(manager, name))) {
      return findRole(manager, name);
    }
  }
  return null;
}

/** Those of the names that no role has. */
export async function unknownRoles(manager: EntityManager, names: readonly string[]): Promise<string[]> {
  const asked = new Set(names.filter((name) => !isFixedRole(roleKey(name))));
  const own = asked.size === 0 ? [] : await manager.findBy(OwnRole, { nameKey: In([...asked].map(roleKey)) });
  const known = new Set(own.map(({ nameKey }) => nameKey));
  return [...asked].filter((name) => !known.has(roleKey(name)));
}

export async function unknownRole(manager: EntityManager, role: string): Promise<DomainError> {
  const own = await manager.find(OwnRole, { select: { name: true }, order: { nameKey: 'ASC' } });
  const roles = [...ROLES, ...own.map(({ name }) => name)].join(', ');
  return problem('ROLE_UNKNOWN', { field: 'role', role, roles });
}
