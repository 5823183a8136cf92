import { Injectable } from '@nestjs/common';
import { refuseDotSegments } from '../../common/validation/dot-segment';
import type { PermissionName } from '../../common/access/authorized.decorator';
import { Clock } from '../../common/clock';
import { defined } from '../../common/fields/fields-of';
import { problem } from '../../common/errors/domain-error';
import { advisoryLock } from '../../platform/database/advisory-lock';
import { isForeignKeyViolation } from '../../platform/database/database-error';
import { onUniqueViolation } from '../../platform/database/on-unique-violation';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { ProductDirectory } from '../api-keys/product-directory';
import {
  availableTo,
  grantsOf,
  PERMISSIONS_OF_ROLE,
  permissionsIn,
  ROLE_PERMISSIONS,
} from '../permissions/granted-permissions';
import { isOwner, lackingFor, requireAllOf, requireOwner } from '../permissions/own-permissions';
import { isFixedRole, type Role, roleKey, ROLES } from '../permissions/permission';
import { findOwnRole, findRole, type FoundRole, unknownRole } from './find-role';
import { OwnRole } from './own-role.entity';

/** Own roles, beside the fixed ones. */
const MAX_ROLES = 100;

export interface NewRole {
  readonly name: string;
  readonly permissions: readonly PermissionName[];
  /** Uids or references; null for all products. */
  readonly products?: readonly string[] | null;
}

export type RoleChange = Partial<NewRole>;

/** A role as lists show it. */
export interface ListedRole {
  /** UUID; the name of a fixed role. */
  readonly id: string;
  readonly name: string;
  readonly isFixed: boolean;
  /** Without those of one's own session, which every role has. */
  readonly permissions: readonly PermissionName[];
  /** References; null for all products. */
  readonly products: readonly string[] | null;
  /** Users that have it, deactivated ones included. */
  readonly users: number;
  /** Null for a fixed role. */
  readonly createdAt: Date | null;
}

/** The roles of users. Nobody gives or manages a role that has more permissions than they have themselves. */
@Injectable()
export class RolesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly products: ProductDirectory,
    private readonly clock: Clock,
  ) {}

  /** The fixed roles, then the others by name. */
  async list(): Promise<ListedRole[]> {
    const own = await this.work.manager.find(OwnRole, { order: { nameKey: 'ASC' }, take: MAX_ROLES });
    const users = await this.countUsers();
    return [...ROLES.map(fixed), ...(await this.listed(own))].map((role) => ({
      ...role,
      users: users.get(role.name) ?? 0,
    }));
  }

  /** @param id uid or name */
  async get(id: string): Promise<ListedRole> {
    const key = roleKey(id);
    const role = isFixedRole(key) ? fixed(key) : await this.shown(found(await findOwnRole(this.work.manager, id)));
    return { ...role, users: (await this.countUsers(role.name)).get(role.name) ?? 0 };
  }

  /** The roles that the caller may give to users. */
  async assignable(): Promise<ListedRole[]> {
    return (await this.list()).filter((role) => this.isManageable(role));
  }

  /** Finds a role for a user, in the transaction of the change. Throws if the caller may not give it. */
  async give(id: string): Promise<FoundRole> {
    const role = await findRole(this.work.manager, id);
    requireManager(role.columns.role, role, 'role');
    return role;
  }

  /** The names of roles, in their spelling. Throws for an unknown one. */
  async named(ids: readonly string[]): Promise<string[]> {
    const names: string[] = [];
    for (const id of ids) {
      const key = roleKey(id);
      const role = isFixedRole(key) ? { name: key } : await findOwnRole(this.work.manager, id);
      if (!role) {
        throw await unknownRole(this.work.manager, id);
      }
      names.push(role.name);
    }
    return names;
  }

  /** Throws if the caller may not manage the users of a role. */
  async requireManager(name: string): Promise<void> {
    requireManager(name, { grants: grantsOf(name, await this.stored(name)) });
  }

  /** Whether the caller may give a role, and manage the users that have it, if the caller may manage users at all. */
  isManageable({ name, permissions }: Pick<ListedRole, 'name' | 'permissions'>): boolean {
    return (name !== 'owner' || isOwner()) && lackingFor({ permissions }).length === 0;
  }

  create(input: NewRole): Promise<ListedRole> {
    return this.work.run(async (manager) => {
      const columns = await this.columnsOf(input);
      await advisoryLock(manager, 'keyward: roles');
      if ((await manager.count(OwnRole)) >= MAX_ROLES) {
        throw problem('TOO_MANY_ROLES', { count: MAX_ROLES });
      }
      const now = this.clock.now();
      const role = manager.create(OwnRole, { ...columns, createdAt: now, updatedAt: now });
      return { ...(await this.shown(await refuseTakenName(this.work.create('role.created', role)))), users: 0 };
    });
  }

  /** Takes effect with the next request of each user that has the role. */
  async change(id: string, change: RoleChange): Promise<ListedRole> {
    const { uid } = await this.work.run(async () => {
      const role = await this.getLocked(id);
      const { productIds, ...columns } = await this.columnsOf({
        name: role.name,
        permissions: permissionsIn(role),
        ...defined(change),
      });
      const kept = change.products === undefined ? role.productIds : productIds;
      requireAvailable(columns.permissions, kept);
      const changed = { ...columns, productIds: kept, updatedAt: this.clock.now() };
      return refuseTakenName(this.work.update('role.updated', role, changed, { name: columns.name }));
    });
    return this.get(uid);
  }

  async delete(id: string): Promise<void> {
    await this.work.run(async () => {
      const role = await this.getLocked(id);
      try {
        await this.work.remove('role.deleted', OwnRole, role);
      } catch (error) {
        throw isForeignKeyViolation(error) ? problem('ROLE_IN_USE') : error;
      }
    });
  }

  private async getLocked(id: string): Promise<OwnRole> {
    if (isFixedRole(roleKey(id))) {
      throw problem('ROLE_FIXED');
    }
    const role = found(await findOwnRole(this.work.manager, id, { mode: 'pessimistic_write' }));
    requireAllOf(grantsOf(role.name, role));
    return role;
  }

  /** Throws if the caller may not make such a role. */
  private async columnsOf({ name, permissions, products = null }: NewRole) {
    refuseDotSegments({ name });
    const nameKey = roleKey(name);
    if (isFixedRole(nameKey)) {
      throw problem('ROLE_NAME_TAKEN', { field: 'name' });
    }
    requireAvailable(permissions, products);
    requireAllOf({ permissions }, 'permissions');
    const sorted = ROLE_PERMISSIONS.filter((permission) => permissions.includes(permission));
    return { name: name.normalize(), nameKey, permissions: sorted, productIds: await this.idsOf(products) };
  }

  private async idsOf(products: readonly string[] | null): Promise<number[] | null> {
    if (products === null) {
      return null;
    }
    const found = await this.products.named(products);
    const unknown = products.filter((name) => !found.has(name));
    if (unknown.length > 0) {
      throw problem('ROLE_PRODUCTS_UNKNOWN', { field: 'products', unknown: unknown.join(', ') });
    }
    return [...new Set([...found.values()].map((product) => product.id))];
  }

  private async shown(role: OwnRole): Promise<Counted> {
    const [shown] = await this.listed([role]);
    return found(shown);
  }

  /** A product that was deleted is left out. */
  private async listed(roles: readonly OwnRole[]): Promise<Counted[]> {
    const ids = [...new Set(roles.flatMap(({ productIds }) => productIds ?? []))];
    const products = ids.length > 0 ? await this.products.getNumbered(ids) : [];
    const references = new Map(products.map((product) => [product.id, product.reference]));
    return roles.map((role) => ({
      id: role.uid,
      name: role.name,
      isFixed: false,
      createdAt: role.createdAt,
      permissions: permissionsIn(role),
      products: role.productIds?.flatMap((id) => references.get(id) ?? []) ?? null,
    }));
  }

  private stored(name: string): Promise<OwnRole | null> | null {
    return isFixedRole(name) ? null : findOwnRole(this.work.manager, name);
  }

  /** Number of users by the name of their role; roles without users are omitted. */
  private async countUsers(role?: string): Promise<ReadonlyMap<string, number>> {
    const rows = await this.work.manager.query<{ role: string; users: number }[]>(
      `SELECT role, count(*)::integer AS users FROM users WHERE $1::text IS NULL OR role = $1 GROUP BY role`,
      [role ?? null],
    );
    return new Map(rows.map(({ role: name, users }) => [name, users]));
  }
}

type Counted = Omit<ListedRole, 'users'>;

function fixed(role: Role): Counted {
  const permissions = ROLE_PERMISSIONS.filter((permission) => PERMISSIONS_OF_ROLE[role].includes(permission));
  return { id: role, name: role, isFixed: true, permissions, products: null, createdAt: null };
}

function found<T>(role: T | null | undefined): T {
  if (!role) {
    throw problem('ROLE_NOT_FOUND');
  }
  return role;
}

/** Only owners manage owners, whatever permissions others have. */
function requireManager(name: string, { grants }: Pick<FoundRole, 'grants'>, field?: string): void {
  if (name === 'owner') {
    requireOwner();
  }
  requireAllOf(grants, field);
}

function requireAvailable(permissions: readonly PermissionName[], products: readonly unknown[] | null): void {
  const available = availableTo(products);
  const unavailable = permissions.filter((permission) => !available.includes(permission));
  if (unavailable.length > 0) {
    const lists = { unavailable: unavailable.join(', '), available: available.join(', ') };
    throw problem(products ? 'ROLE_OF_PRODUCTS_UNAVAILABLE' : 'ROLE_PERMISSIONS_UNAVAILABLE', {
      field: 'permissions',
      ...lists,
    });
  }
}

function refuseTakenName<T>(saving: Promise<T>): Promise<T> {
  return onUniqueViolation(saving, 'ROLE_NAME_TAKEN', { constraint: 'roles_name_unique', field: 'name' });
}
