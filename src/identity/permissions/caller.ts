import { createParamDecorator } from '@nestjs/common';
import type { PermissionName } from '../../common/access/authorized.decorator';
import { type Actor, currentRequest } from '../../common/http/request-context';
import { PERMISSIONS_OF_KIND, PERMISSIONS_OF_ROLE } from './granted-permissions';
import type { ApiKeyKind } from './permission';
import type { UserSession } from '../users/user-session.entity';
import type { User } from '../users/user.entity';

/** The properties of an API key that the guard reads. */
export interface CallingKey {
  readonly id: number;
  readonly name: string;
  readonly kind: ApiKeyKind;
  readonly permissions: readonly string[] | null;
  /** The product the key is restricted to. */
  readonly productId: number | null;
}

/** The properties of a session that the guard reads. */
export interface CallingSession extends Pick<UserSession, 'id' | 'isReadOnly'> {
  /** The role needs a second factor that the user has not set up: the session serves for nothing else. */
  readonly lacksSecondFactor?: boolean;
  /** The OpenID provider has asked for a second factor. */
  readonly hasSecondFactor?: boolean;
}

/** The authenticated sender of a request. */
export type Caller =
  | { readonly type: 'user'; readonly user: User; readonly session: CallingSession }
  | { readonly type: 'api-key'; readonly apiKey: CallingKey };

/** The caller of a route that accepts only tokens. */
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

export function isPermitted(caller: Caller, permission: PermissionName): boolean {
  if (caller.type === 'user') {
    const { user, session } = caller;
    const isOfSession = !session.lacksSecondFactor || permission.startsWith('own-session:');
    const isOfToken = !session.isReadOnly || permission.endsWith(':read');
    return isOfSession && isOfToken && PERMISSIONS_OF_ROLE[user.role].includes(permission);
  }
  const { kind, permissions } = caller.apiKey;
  return PERMISSIONS_OF_KIND[kind].includes(permission) && (permissions?.includes(permission) ?? true);
}

export function currentCaller(): Caller {
  const caller = currentRequest()?.caller;
  if (!caller) {
    throw new Error('A public route has no caller');
  }
  return caller;
}

/** The caller that the guard authenticated. */
export const CurrentCaller = createParamDecorator(currentCaller);

/** The product the caller's key is restricted to; undefined if unrestricted. Queries apply it through `scoped`. */
export function productScope(): number | undefined {
  const caller = currentRequest()?.caller;
  return caller?.type === 'api-key' ? (caller.apiKey.productId ?? undefined) : undefined;
}
