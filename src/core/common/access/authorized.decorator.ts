import { applyDecorators } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension, ApiSecurity } from '@nestjs/swagger';
import { TakesLargeBody } from '../http/body-limits';
import { routeFlags } from '../http/route-config';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Set by `@Authorized` or `@Public`. */
    access?: Access;
  }

  interface FastifyRequest {
    /** The caller is known to be allowed on the route, which may be open to all. */
    isAllowed?: boolean;
  }
}

/** Marker that is replaced by a sentence when the document is built. */
export const ACCESS_EXTENSION = 'x-access';
export const API_KEY_SCHEME = 'apiKey';
export const TOKEN_SCHEME = 'token';

/** Name of a permission, such as `licenses:write`. */
export type PermissionName = `${string}:${'read' | 'write' | 'sessions'}`;

/** Calls of client programs, which authenticate with a key only. */
const CLIENT_CALLS = 'client-calls:write';
/** The caller's own session, which requires a token. */
const OWN_SESSION = 'own-session:';

/** The access rule of a route. */
export type Access = { readonly public: true } | ClosedAccess;

export interface ClosedAccess {
  readonly public: false;
  /** Any of these. */
  readonly permissions: readonly PermissionName[];
  readonly takesTokens: boolean;
  readonly takesKeys: boolean;
  /** Public if the operator lists its dialect in OPEN_DIALECTS. */
  readonly openable: boolean;
}

export interface AccessOptions {
  /** The only accepted kind of credential; both by default. */
  readonly by?: 'token' | 'key';
  readonly openable?: boolean;
}

/** Requires a token or an API key whose role or kind grants this permission, or any of these. */
export function Authorized(
  permission: PermissionName | readonly PermissionName[],
  options: AccessOptions = {},
): MethodDecorator & ClassDecorator {
  const permissions = [permission].flat();
  const by = options.by ?? onlyCredentialFor(permissions);
  const access: ClosedAccess = {
    public: false,
    permissions,
    takesTokens: by !== 'key',
    takesKeys: by !== 'token',
    openable: options.openable ?? false,
  };
  // Client programs send small bodies, and openable routes accept bodies from unauthenticated callers.
  const isManagement = !permissions.includes(CLIENT_CALLS) && !access.openable;
  return applyDecorators(
    routeFlags({ access }),
    ApiExtension(ACCESS_EXTENSION, access),
    ...(isManagement ? [TakesLargeBody()] : []),
    ...schemesFor(access),
  );
}

/** The route needs no credential. */
export function Public(): MethodDecorator & ClassDecorator {
  return routeFlags({ access: { public: true } });
}

/** Whether a change by this route is an operator's, neither a program's nor one of the caller's own session. */
export function isManagement(access: Access | undefined): boolean {
  return (
    access?.public === false &&
    access.permissions.some((name) => name.endsWith(':write') && name !== CLIENT_CALLS && !name.startsWith(OWN_SESSION))
  );
}

/** Whether a route serves client programs. */
export function takesClientCalls(access: Access | undefined): boolean {
  return access?.public === false && access.permissions.includes(CLIENT_CALLS);
}

function onlyCredentialFor(permissions: readonly PermissionName[]): AccessOptions['by'] {
  if (permissions.includes(CLIENT_CALLS)) {
    return 'key';
  }
  return permissions.some((permission) => permission.startsWith(OWN_SESSION)) ? 'token' : undefined;
}

function schemesFor({ takesTokens, takesKeys }: ClosedAccess): (ClassDecorator & MethodDecorator)[] {
  return [...(takesTokens ? [ApiBearerAuth(TOKEN_SCHEME)] : []), ...(takesKeys ? [ApiSecurity(API_KEY_SCHEME)] : [])];
}
