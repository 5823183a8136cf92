import type { Role } from './user.entity';

export const API_KEY_KINDS = ['system', 'external', 'internal'] as const;

/** `system` and `external` keys are for client programs, `internal` ones for management. */
export type ApiKeyKind = (typeof API_KEY_KINDS)[number];

/** What a caller may do, one kind of thing at a time. */
export enum Permission {
  /** What client programs do: check, activate, deactivate, ask for updates. */
  ClientCalls = 'client-calls:write',
  LicensesRead = 'licenses:read',
  LicensesWrite = 'licenses:write',
  ProductsRead = 'products:read',
  ProductsWrite = 'products:write',
  ApiKeysRead = 'api-keys:read',
  ApiKeysWrite = 'api-keys:write',
  /** One's own log-in: every admin has it, no key does. */
  OwnSession = 'own-session:write',
}

const CLIENT_PERMISSIONS = [Permission.ClientCalls];
const MANAGEMENT_PERMISSIONS = [
  Permission.LicensesRead,
  Permission.LicensesWrite,
  Permission.ProductsRead,
  Permission.ProductsWrite,
];
const ADMIN_PERMISSIONS = [
  ...MANAGEMENT_PERMISSIONS,
  Permission.ApiKeysRead,
  Permission.ApiKeysWrite,
  Permission.OwnSession,
];
const READ_PERMISSIONS = ADMIN_PERMISSIONS.filter((permission) => permission.endsWith(':read'));

export const PERMISSIONS_OF_ROLE: Readonly<Record<Role, readonly Permission[]>> = {
  owner: ADMIN_PERMISSIONS,
  admin: ADMIN_PERMISSIONS,
  support: [...READ_PERMISSIONS, Permission.OwnSession],
  viewer: [...READ_PERMISSIONS, Permission.OwnSession],
};

export const PERMISSIONS_OF_KIND: Readonly<Record<ApiKeyKind, readonly Permission[]>> = {
  system: CLIENT_PERMISSIONS,
  external: CLIENT_PERMISSIONS,
  internal: MANAGEMENT_PERMISSIONS,
};
