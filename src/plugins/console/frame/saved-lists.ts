import type { PermissionName } from '../../../core/common';
import { texts } from '../../../core/i18n';
import { type LoggedIn, Permission } from '../../../core/identity';
import { pagesOfPlugins } from './navigation';

const VERSIONS = /^\/console\/products\/[^/]+\/versions$/;

/** A list whose views people save. */
export interface SavedList {
  /** Stored with its views. */
  readonly list: string;
  readonly title: string;
  /** Opens the list or, if it has several addresses, leads to them. */
  readonly path: string;
  readonly permission: PermissionName;
  /** The addresses of a list that has several, such as one of each product. */
  readonly places?: RegExp;
}

export function isAt({ path, places }: SavedList, address: string): boolean {
  return places?.test(address) ?? path === address;
}

/** The lists that a user may see. */
export function savedListsFor({ grants }: LoggedIn): readonly SavedList[] {
  return savedLists().filter(({ permission }) => grants.permissions.includes(permission));
}

function savedLists(): readonly SavedList[] {
  const t = texts('navigation');
  const may = Permission;
  return [
    saved('licenses', t.licenses, '/console/licenses', may.LicensesRead),
    saved('reports', texts('reports').title, '/console/reports/licenses', may.LicensesRead),
    saved('customers', t.customers, '/console/customers', may.CustomersRead),
    saved('devices', t.devices, '/console/devices', may.ActivationsRead),
    saved('trials', t.trials, '/console/trials', may.LicensesRead),
    saved('groups', t.groups, '/console/groups', may.LicensesRead),
    saved('sessions', texts('floatingSessions').title, '/console/sessions', may.ActivationsRead),
    saved('policies', t.policies, '/console/policies', may.PoliciesRead),
    saved('products', t.products, '/console/products', may.ProductsRead),
    { ...saved('versions', texts('versions').title, '/console/versions', may.ProductsRead), places: VERSIONS },
    saved('app-bundles', t.bundles, '/console/app-bundles', may.AppBundlesRead),
    ...pagesOfPlugins().flatMap(({ list, title, path, permission }) =>
      list === undefined ? [] : [saved(list, title(), path, permission)],
    ),
    saved('webhooks', t.webhooks, '/console/webhooks', may.WebhooksRead),
    saved('api-keys', t.apiKeys, '/console/api-keys', may.ApiKeysRead),
    saved('audit', t.audit, '/console/audit', may.AuditRead),
    saved('people', t.people, '/console/people', may.UsersRead),
    saved('jobs', texts('jobs').title, '/console/jobs', may.LicensesRead),
    saved('exports', texts('exports').title, '/console/exports', may.OwnSessionRead),
  ];
}

function saved(list: string, title: string, path: string, permission: PermissionName): SavedList {
  return { list, title, path, permission };
}
