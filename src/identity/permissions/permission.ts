import type { PermissionName } from '../../common/access/authorized.decorator';
import type { Role } from '../users/user.entity';

export const API_KEY_KINDS = ['system', 'external', 'internal'] as const;

/** `system` and `external` keys are for client programs, `internal` ones for management. */
export type ApiKeyKind = (typeof API_KEY_KINDS)[number];

/** What a caller may do, one kind of thing at a time. */
export enum Permission {
  /** What client programs do: check, activate, deactivate, ask for updates. */
  ClientCalls = 'client-calls:write',
  LicensesRead = 'licenses:read',
  LicensesWrite = 'licenses:write',
  ActivationsRead = 'activations:read',
  /** Frees seats and names devices. */
  ActivationsWrite = 'activations:write',
  /** Takes a seat for a device that had one. */
  ReactivationsWrite = 'reactivations:write',
  ProductsRead = 'products:read',
  ProductsWrite = 'products:write',
  PoliciesRead = 'policies:read',
  PoliciesWrite = 'policies:write',
  CustomersRead = 'customers:read',
  CustomersWrite = 'customers:write',
  AppBundlesRead = 'app-bundles:read',
  AppBundlesWrite = 'app-bundles:write',
  ApiKeysRead = 'api-keys:read',
  ApiKeysWrite = 'api-keys:write',
  UsersRead = 'users:read',
  UsersWrite = 'users:write',
  AuditRead = 'audit:read',
  EventsRead = 'events:read',
  SettingsRead = 'settings:read',
  SettingsWrite = 'settings:write',
  /** One's own log-in: every admin has it, no key does. */
  OwnSession = 'own-session:write',
}

const CLIENT_PERMISSIONS = [Permission.ClientCalls];

const MANAGEMENT_PERMISSIONS = [
  Permission.LicensesRead,
  Permission.LicensesWrite,
  Permission.ActivationsRead,
  Permission.ActivationsWrite,
  Permission.ReactivationsWrite,
  Permission.ProductsRead,
  Permission.ProductsWrite,
  Permission.PoliciesRead,
  Permission.PoliciesWrite,
  Permission.CustomersRead,
  Permission.CustomersWrite,
  Permission.AppBundlesRead,
  Permission.AppBundlesWrite,
];

const OWNER_PERMISSIONS = Object.values(Permission).filter((permission) => permission !== Permission.ClientCalls);

/** Owners themselves are out of an admin's reach too: the users' service sees to that. */
const ADMIN_PERMISSIONS = OWNER_PERMISSIONS.filter((permission) => permission !== Permission.SettingsWrite);

const VIEWER_PERMISSIONS = [
  ...OWNER_PERMISSIONS.filter((permission) => permission.endsWith(':read')),
  Permission.OwnSession,
];

export const PERMISSIONS_OF_ROLE: Readonly<Record<Role, readonly PermissionName[]>> = {
  owner: OWNER_PERMISSIONS,
  admin: ADMIN_PERMISSIONS,
  support: [...VIEWER_PERMISSIONS, Permission.ActivationsWrite],
  viewer: VIEWER_PERMISSIONS,
};

export const PERMISSIONS_OF_KIND: Readonly<Record<ApiKeyKind, readonly PermissionName[]>> = {
  system: CLIENT_PERMISSIONS,
  external: CLIENT_PERMISSIONS,
  internal: MANAGEMENT_PERMISSIONS,
};
