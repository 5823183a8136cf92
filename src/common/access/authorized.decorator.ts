import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiSecurity } from '@nestjs/swagger';
import { TakesLargeBody } from '../http/body-limits';

export const ACCESS = 'keyward:access';
export const API_KEY_SCHEME = 'apiKey';
export const TOKEN_SCHEME = 'token';

/** What a caller may do: a resource, and whether to read or to write it. */
export type PermissionName = `${string}:${'read' | 'write'}`;

/** What client programs do, which prove themselves by key alone. */
const CLIENT_CALLS = 'client-calls:write';
/** One's own session, which is proven by token alone. */
const OWN_SESSION = 'own-session:write';

/** Who may call a route. */
export type Access = { readonly public: true } | ClosedAccess;

export interface ClosedAccess {
  readonly public: false;
  readonly permission: PermissionName;
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

/** The route is for callers with this permission: an admin's token or an API key, as far as role or kind have it. */
export function Authorized(permission: PermissionName, options: AccessOptions = {}): MethodDecorator & ClassDecorator {
  const by = options.by ?? onlyCredentialFor(permission);
  const access: ClosedAccess = {
    public: false,
    permission,
    takesTokens: by !== 'key',
    takesKeys: by !== 'token',
    openable: options.openable ?? false,
  };
  // Bodies of client programs are small, and where a dialect may be opened, everybody can send one.
  const isManagement = permission !== CLIENT_CALLS && !access.openable;
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

function onlyCredentialFor(permission: PermissionName): AccessOptions['by'] {
  if (permission === CLIENT_CALLS) {
    return 'key';
  }
  return permission === OWN_SESSION ? 'token' : undefined;
}

function schemesFor({ takesTokens, takesKeys }: ClosedAccess): (ClassDecorator & MethodDecorator)[] {
  return [...(takesTokens ? [ApiBearerAuth(TOKEN_SCHEME)] : []), ...(takesKeys ? [ApiSecurity(API_KEY_SCHEME)] : [])];
}
