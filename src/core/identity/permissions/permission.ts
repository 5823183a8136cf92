import type { PermissionName } from '../../common/access/authorized.decorator';

/** The fixed roles, which every installation has. Others are rows: see `OwnRole`. */
export const ROLES = ['owner', 'admin', 'support', 'viewer'] as const;
/** Name of a role that every installation has. */
export type Role = (typeof ROLES)[number];

/** Whether a role is one that every installation has, and not one that admins have made. */
export function isFixedRole(name: string): name is Role {
  return ROLES.some((role) => role === name);
}

/** The form of a role's name in which it is unique, without regard to case. */
export function roleKey(name: string): string {
  return name.normalize().toLowerCase();
}

/** Kinds of API keys, each with permissions of its own. */
export const API_KEY_KINDS = ['system', 'external', 'internal'] as const;

/** `system` and `external` keys are for client programs, `internal` ones for management. */
export type ApiKeyKind = (typeof API_KEY_KINDS)[number];

/** The roles and keys that have a permission. */
export interface PermissionHolders {
  readonly roles: readonly Role[];
  readonly keys: readonly ApiKeyKind[];
  /** Keys of these kinds have it only if they name it. */
  readonly keysByChoice?: readonly ApiKeyKind[];
  /** Whether keys of some products can choose it, and roles of some products can have it: its operations show and change what belongs to these products alone. */
  readonly isOfProducts?: true;
}

/** The content of a `*.permissions.ts`: the permissions of a module. */
export type ModulePermissions = Readonly<Record<PermissionName, PermissionHolders>>;

/** The names of permissions that several modules use: `shared.permissions.ts` says who has them. */
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
  /** Read the caller's own user and sessions: granted to every role and to no key. */
  OwnSessionRead = 'own-session:read',
  /** The caller's own session: granted to every role and to no key. */
  OwnSession = 'own-session:write',
}
