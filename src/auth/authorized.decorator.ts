import { applyDecorators, createParamDecorator, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiSecurity } from '@nestjs/swagger';
import { TakesLargeBody } from '../common/http/body-limits';
import { currentCaller } from './caller';
import { Permission } from './permission';

export const ACCESS = 'keyward:access';
export const API_KEY_SCHEME = 'apiKey';
export const TOKEN_SCHEME = 'token';

/** Who may call a route. */
export type Access = { readonly public: true } | ClosedAccess;

export interface ClosedAccess {
  readonly public: false;
  readonly permission: Permission;
  readonly takesTokens: boolean;
  readonly takesKeys: boolean;
  /** Everybody may call it where the operator opened its dialect (OPEN_DIALECTS). */
  readonly openable: boolean;
}

export interface AccessOptions {
  /** The only kind of credential; left out: a token as well as a key. */
  readonly by?: 'token' | 'key';
  readonly openable?: boolean;
}

/** Client programs prove themselves by key alone, one's own session by token alone. */
const ONLY_BY: Readonly<Partial<Record<Permission, AccessOptions['by']>>> = {
  [Permission.ClientCalls]: 'key',
  [Permission.OwnSession]: 'token',
};

/** The route is for callers with this permission: an admin's token or an API key, as far as role or kind have it. */
export function Authorized(permission: Permission, options: AccessOptions = {}): MethodDecorator & ClassDecorator {
  const by = options.by ?? ONLY_BY[permission];
  const access: ClosedAccess = {
    public: false,
    permission,
    takesTokens: by !== 'key',
    takesKeys: by !== 'token',
    openable: options.openable ?? false,
  };
  // Bodies of client programs are small, and where a dialect may be opened, everybody can send one.
  const isManagement = permission !== Permission.ClientCalls && !access.openable;
  return applyDecorators(
    SetMetadata(ACCESS, access),
    ...(isManagement ? [TakesLargeBody()] : []),
    ...schemesFor(access),
  );
}

/** The route is open to everybody. */
export function Public(): MethodDecorator & ClassDecorator {
  const access: Access = { public: true };
  return SetMetadata(ACCESS, access);
}

/** The caller that the guard made out. */
export const CurrentCaller = createParamDecorator(currentCaller);

function schemesFor({ takesTokens, takesKeys }: ClosedAccess): (ClassDecorator & MethodDecorator)[] {
  return [...(takesTokens ? [ApiBearerAuth(TOKEN_SCHEME)] : []), ...(takesKeys ? [ApiSecurity(API_KEY_SCHEME)] : [])];
}
