import { createParamDecorator } from '@nestjs/common';
import type { PermissionName } from '../../common/access/authorized.decorator';
import { type Actor, currentRequest } from '../../common/http/request-context';
import { type ApiKeyKind, PERMISSIONS_OF_KIND, PERMISSIONS_OF_ROLE } from './permission';
import type { UserSession } from '../sessions/user-session.entity';
import type { User } from '../users/user.entity';

/** What a key is worth to the guard. */
export interface CallingKey {
  readonly id: number;
  readonly name: string;
  readonly kind: ApiKeyKind;
  readonly permissions: readonly string[] | null;
  /** The only product that it may touch. */
  readonly productId: number | null;
}

/** Who sent a request, as proven by a key or a token. */
export type Caller =
  | { readonly type: 'user'; readonly user: User; readonly session: UserSession }
  | { readonly type: 'api-key'; readonly apiKey: CallingKey };

/** A caller on a route that takes tokens alone. */
export type LoggedIn = Extract<Caller, { type: 'user' }>;

declare module '../../common/http/request-context' {
  interface RequestContext {
    caller?: Caller;
  }
}

export function actorOf(caller: Caller): Actor {
  return caller.type === 'user'
    ? actorOfUser(caller.user)
    : { type: 'api-key', id: caller.apiKey.id, name: caller.apiKey.name };
}

function actorOfUser({ id, username }: User): Actor {
  return { type: 'user', id, name: username };
}

/** Names the credential that a caller proved to have. */
export function credentialOf(caller: Caller): string {
  return caller.type === 'user' ? `session ${caller.session.id}` : `api-key ${caller.apiKey.id}`;
}

/** From here on, the request's work is this user's, who has just proven who it is. */
export function actingAs(user: User): void {
  const request = currentRequest();
  if (request) {
    request.actor = actorOfUser(user);
  }
}

export function isPermitted(caller: Caller, permission: PermissionName): boolean {
  if (caller.type === 'user') {
    return PERMISSIONS_OF_ROLE[caller.user.role].includes(permission);
  }
  const { kind, permissions } = caller.apiKey;
  return PERMISSIONS_OF_KIND[kind].includes(permission) && (permissions?.includes(permission) ?? true);
}

export function currentCaller(): Caller {
  const caller = currentRequest()?.caller;
  if (!caller) {
    throw new Error('This route is open to all: it has no caller');
  }
  return caller;
}

/** The caller that the guard made out. */
export const CurrentCaller = createParamDecorator(currentCaller);

/** The product that the caller's key is good for alone; undefined where it is not so limited. Queries ask by `scoped`. */
export function productScope(): number | undefined {
  const caller = currentRequest()?.caller;
  return caller?.type === 'api-key' ? (caller.apiKey.productId ?? undefined) : undefined;
}
