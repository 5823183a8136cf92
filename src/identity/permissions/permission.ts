import type { PermissionName } from '../../common/access/authorized.decorator';
import type { Role } from '../users/user.entity';

export const API_KEY_KINDS = ['system', 'external', 'internal'] as const;

/** `system` and `external` keys are for client programs, `internal` ones for management. */
export type ApiKeyKind = (typeof API_KEY_KINDS)[number];

export enum Permission {
  /** Calls of client programs: verify, activate, deactivate, check for updates. */
  ClientCalls = 'client-calls:write',
  LicensesRead = 'licenses:read',
  LicensesWrite = 'licenses:write',
  ActivationsRead = 'activations:read',
  /** Deactivate and rename devices, end sessions. */
  ActivationsWrite = 'activations:write',
  /** Register and reactivate devices. */
  ReactivationsWrite = 'reactivations:write',
  ProductsRead = 'products:read',
  ProductsWrite = 'products:write',
  PoliciesRead = 'policies:read',
  PoliciesWrite = 'policies:write',
  CustomersRead = 'customers:read',
  CustomersWrite = 'customers:write',
  AppBundlesRead = 'app-bundles:read',
  AppBundlesWrite = 'app-bundles:write',
  ResourcesRead = 'resources:read',
  ResourcesWrite = 'resources:write',
  LeadsRead = 'leads:read',
  LeadsWrite = 'leads:write',
  WebhooksRead = 'webhooks:read',
  WebhooksWrite = 'webhooks:write',
  /** Statistics, alerts and anomalies. */
  MonitoringRead = 'monitoring:read',
  /** Resolve anomalies. */
  MonitoringWrite = 'monitoring:write',
  ApiKeysRead = 'api-keys:read',
  ApiKeysWrite = 'api-keys:write',
  UsersRead = 'users:read',
  UsersWrite = 'users:write',
  AuditRead = 'audit:read',
  EventsRead = 'events:read',
  SettingsRead = 'settings:read',
  SettingsWrite = 'settings:write',
  /** Who the caller is, and the caller's sessions: granted to every role and to no key. */
  OwnSessionRead = 'own-session:read',
  /** The caller's own session: granted to every role and to no key. */
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
  Permission.ResourcesRead,
  Permission.ResourcesWrite,
];

const OWNER_PERMISSIONS = Object.values(Permission).filter((permission) => permission !== Permission.ClientCalls);

/** UsersService also prevents admins from managing owners. */
const ADMIN_PERMISSIONS = OWNER_PERMISSIONS.filter((permission) => permission !== Permission.SettingsWrite);

/** Permissions of read-only tokens, whatever the user's role. */
export const READ_PERMISSIONS: readonly PermissionName[] = OWNER_PERMISSIONS.filter((permission) =>
  permission.endsWith(':read'),
);

const VIEWER_PERMISSIONS = [...READ_PERMISSIONS, Permission.OwnSession];

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
