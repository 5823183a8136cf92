import { type ApiKeyKind, type ModulePermissions, Permission, type Role, ROLES } from './permission';

const EVERY_USER = ROLES;
const SUPPORT: readonly Role[] = ['owner', 'admin', 'support'];
/** UsersService also prevents admins from managing owners. */
const ADMINS: readonly Role[] = ['owner', 'admin'];
const OWNERS: readonly Role[] = ['owner'];
const NO_USERS: readonly Role[] = [];

const PROGRAMS: readonly ApiKeyKind[] = ['system', 'external'];
const INTERNAL: readonly ApiKeyKind[] = ['internal'];
const NO_KEYS: readonly ApiKeyKind[] = [];
/** Keys have them if they name them, also those of some products. */
const CHOSEN_OF_PRODUCTS = { keysByChoice: INTERNAL, isOfProducts: true } as const;

/** Permissions that several modules use, with their roles and keys. */
export const SHARED_PERMISSIONS = {
  [Permission.ClientCalls]: { roles: NO_USERS, keys: PROGRAMS },
  [Permission.LicensesRead]: { roles: EVERY_USER, keys: INTERNAL },
  [Permission.LicensesWrite]: { roles: ADMINS, keys: INTERNAL },
  [Permission.ActivationsRead]: { roles: EVERY_USER, keys: INTERNAL },
  [Permission.ActivationsWrite]: { roles: SUPPORT, keys: INTERNAL },
  [Permission.ReactivationsWrite]: { roles: ADMINS, keys: INTERNAL },
  [Permission.ProductsRead]: { roles: EVERY_USER, keys: INTERNAL },
  [Permission.ProductsWrite]: { roles: ADMINS, keys: INTERNAL },
  [Permission.PoliciesRead]: { roles: EVERY_USER, keys: INTERNAL },
  [Permission.PoliciesWrite]: { roles: ADMINS, keys: INTERNAL },
  [Permission.CustomersRead]: { roles: EVERY_USER, keys: INTERNAL },
  [Permission.CustomersWrite]: { roles: ADMINS, keys: INTERNAL },
  [Permission.AppBundlesRead]: { roles: EVERY_USER, keys: INTERNAL },
  [Permission.AppBundlesWrite]: { roles: ADMINS, keys: INTERNAL },
  [Permission.WebhooksRead]: { roles: EVERY_USER, keys: NO_KEYS, ...CHOSEN_OF_PRODUCTS },
  [Permission.WebhooksWrite]: { roles: ADMINS, keys: NO_KEYS, ...CHOSEN_OF_PRODUCTS },
  [Permission.MonitoringRead]: { roles: EVERY_USER, keys: NO_KEYS, keysByChoice: INTERNAL },
  [Permission.MonitoringWrite]: { roles: ADMINS, keys: NO_KEYS, keysByChoice: INTERNAL },
  [Permission.ApiKeysRead]: { roles: EVERY_USER, keys: NO_KEYS },
  [Permission.ApiKeysWrite]: { roles: ADMINS, keys: NO_KEYS },
  [Permission.UsersRead]: { roles: EVERY_USER, keys: NO_KEYS },
  [Permission.UsersWrite]: { roles: ADMINS, keys: NO_KEYS },
  [Permission.AuditRead]: { roles: EVERY_USER, keys: NO_KEYS, ...CHOSEN_OF_PRODUCTS },
  [Permission.EventsRead]: { roles: EVERY_USER, keys: NO_KEYS, ...CHOSEN_OF_PRODUCTS },
  [Permission.SettingsRead]: { roles: EVERY_USER, keys: NO_KEYS },
  [Permission.SettingsWrite]: { roles: OWNERS, keys: NO_KEYS },
  [Permission.OwnSessionRead]: { roles: EVERY_USER, keys: NO_KEYS },
  [Permission.OwnSession]: { roles: EVERY_USER, keys: NO_KEYS },
} satisfies ModulePermissions;
