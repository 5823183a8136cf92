import { applyDecorators, createParamDecorator, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiSecurity } from '@nestjs/swagger';
import { currentCaller } from './caller';
import { Permission } from './permission';

export const ACCESS = 'keyward:access';
export const API_KEY_SCHEME = 'apiKey';
export const TOKEN_SCHEME = 'token';

export type Access = { readonly public: true } | { readonly public: false; readonly permission: Permission };

/** The route is for callers with this permission: an admin's token or an API key, as far as role or kind have it. */
export function Authorized(permission: Permission): MethodDecorator & ClassDecorator {
  const access: Access = { public: false, permission };
  return applyDecorators(SetMetadata(ACCESS, access), ...schemesFor(permission).map((scheme) => scheme()));
}

/** The route is open to everybody. */
export function Public(): MethodDecorator & ClassDecorator {
  const access: Access = { public: true };
  return SetMetadata(ACCESS, access);
}

/** The caller that the guard made out. */
export const CurrentCaller = createParamDecorator(currentCaller);

/** Client programs prove themselves by key alone, one's own session by token alone. */
export function takesKeys(permission: Permission): boolean {
  return permission !== Permission.OwnSession;
}

export function takesTokens(permission: Permission): boolean {
  return permission !== Permission.ClientCalls;
}

function schemesFor(permission: Permission): (() => ClassDecorator & MethodDecorator)[] {
  return [
    ...(takesTokens(permission) ? [() => ApiBearerAuth(TOKEN_SCHEME)] : []),
    ...(takesKeys(permission) ? [() => ApiSecurity(API_KEY_SCHEME)] : []),
  ];
}
