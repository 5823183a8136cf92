import { createParamDecorator } from '@nestjs/common';
import type { PermissionName } from '../../common/access/authorized.decorator';
import { ContextVariable } from '../../common/async-context';
import { type Actor, currentRequest } from '../../common/http/request-context';
import { PERMISSIONS_OF_KIND, permissionsAvailableTo, type RoleGrants } from './granted-permissions';
import type { ApiKeyKind } from './permission';
import type { UserSession } from '../users/user-session.entity';
import type { User } from '../users/user.entity';
import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';

/** The properties of an API key that the guard reads. */
export interface CallingKey extends ScopeColumns {
  readonly id: number;
  readonly name: string;
  readonly kind: ApiKeyKind;
  readonly permissions: readonly string[] | null;
  readonly apiVersion: string;
}

/** Ids of the products that a caller is restricted to; undefined if unrestricted. */
export type ProductScope = readonly [number, ...number[]] | undefined;

/** The properties of a session that the guard reads. */
export interface CallingSession extends Pick<UserSession, 'id' | 'isReadOnly'> {
  /** The role needs a second factor that the user has not set up: the session serves for nothing else. */
  readonly lacksSecondFactor?: boolean;
  /** The OpenID provider has asked for a second factor. */
  readonly hasSecondFactor?: boolean;
}

/** The authenticated sender of a request. */
export type Caller =
  | { readonly type: 'user'; readonly user: User; readonly session: CallingSession; readonly grants: RoleGrants }
  | { readonly type: 'api-key'; readonly apiKey: CallingKey };

/** The caller of a route that accepts only tokens. */
export type LoggedIn = Extract<Caller, { type: 'user' }>;

declare module '../../common/http/request-context' {
  interface RequestContext {
    caller?: Caller;
  }
}

/** The caller, for the audit trail. */
export function actorOf(caller: Caller): Actor {
  return caller.type === 'user'
    ? { ...actorOfUser(caller.user), ...restrictedTo(caller.grants.products) }
    : { type: 'api-key', id: caller.apiKey.id, name: caller.apiKey.name, ...restrictedTo(scopeOf(caller.apiKey)) };
}

function restrictedTo(products: ProductScope): Pick<Actor, 'products'> {
  return products ? { products } : {};
}

function actorOfUser({ id, username }: User): Actor {
  return { type: 'user', id, name: username };
}

/** Identifies the caller's credential without revealing it. */
export function credentialOf(caller: Caller): string {
  return caller.type === 'user' ? `session ${caller.session.id}` : `api-key ${caller.apiKey.id}`;
}

/** Attributes the rest of the request to this user. */
export function actingAs(user: User): void {
  const request = currentRequest();
  if (request) {
    request.actor = actorOfUser(user);
  }
}

/** Whether the caller has a permission. A read-only session, or one without its second factor, has fewer. */
export function isPermitted(caller: Caller, permission: PermissionName): boolean {
  if (caller.type === 'user') {
    const { grants, session } = caller;
    const isOfSession = !session.lacksSecondFactor || permission.startsWith('own-session:');
    const isOfToken = !session.isReadOnly || permission.endsWith(':read');
    return isOfSession && isOfToken && grants.permissions.includes(permission);
  }
  const { kind, permissions, productId } = caller.apiKey;
  return permissions === null
    ? PERMISSIONS_OF_KIND[kind].includes(permission)
    : permissions.includes(permission) && permissionsAvailableTo(kind, productId !== null).includes(permission);
}

/** The caller of the current request. Throws on a public route, which has none. */
export function currentCaller(): Caller {
  const caller = currentRequest()?.caller;
  if (!caller) {
    throw new Error('A public route has no caller');
  }
  return caller;
}

/** The caller that the guard authenticated. */
export const CurrentCaller = createParamDecorator(currentCaller);

const productsOfWork = new ContextVariable<ProductScope>();

/** Restricts work without a request, such as that of a job, to products. */
export function withinProducts<T>(products: ProductScope, work: () => T): T {
  return productsOfWork.run(products, work);
}

/** The products the caller's key or role is restricted to, in their order. Queries apply them through `scoped`. */
export function productScope(): ProductScope {
  const caller = currentRequest()?.caller;
  if (!caller) {
    return productsOfWork.current;
  }
  return caller.type === 'user' ? caller.grants.products : scopeOf(caller.apiKey);
}

/** The product of a call that names none; undefined if the caller is restricted to none or to several. */
export function onlyProduct(): number | undefined {
  const [first, ...others] = productScope() ?? [];
  return others.length > 0 ? undefined : first;
}

export function isInScope(productId: number, scope = productScope()): boolean {
  return scope === undefined || scope.includes(productId);
}

/** The columns that store a scope: of several products, the first one stands in `productId` too. */
export interface ScopeColumns {
  readonly productId: number | null;
  readonly productIds: readonly number[] | null;
}

export function scopeColumns(scope: ProductScope): { productId: number | null; productIds: number[] | null } {
  return { productId: scope?.[0] ?? null, productIds: scope && scope.length > 1 ? [...scope] : null };
}

export function scopeOf({ productId, productIds }: ScopeColumns): ProductScope {
  return productId === null ? undefined : [productId, ...(productIds?.slice(1) ?? [])];
}

/**
 * Restricts a query to the products of the caller's key, if the key is restricted to any.
 * @param column contains the product id
 * @param scope the product ids, for a query that runs after its request
 */
export function scoped<T extends ObjectLiteral>(
  query: SelectQueryBuilder<T>,
  column: string,
  scope = productScope(),
): SelectQueryBuilder<T> {
  if (scope === undefined) {
    return query;
  }
  // Equality keeps the order of an index by this column and the id.
  return scope.length > 1
    ? query.andWhere(`${column} = ANY (:scope)`, { scope })
    : query.andWhere(`${column} = :scope`, { scope: scope[0] });
}
