import { type PermissionName, plugins } from '../../../core/common';
import { texts } from '../../../core/i18n';
import { isPermitted, type LoggedIn, Permission } from '../../../core/identity';
import type { IconName } from '../../../pages/components/icon';
import { EXPORTS_PATH } from '../../../pages/exports/export-paths';
import { VIEWS_PATH } from '../../../pages/kit/list-address';
import { PRODUCTS_PATH } from '../catalog/products/product-parts';
import { newPath as newCustomerPath } from '../customers/customer-paths';
import { newKeyPath } from '../integrations/api-keys/api-key-parts';
import { newWebhookPath } from '../integrations/webhooks/webhook-parts';
import { JOBS_PATH, newPath as newLicensePath } from '../license-list/license-paths';
import { NEW_PERSON_PATH } from '../people/person-parts';
import { POLICIES_PATH } from '../policies/policy-fields';
import { navigationFor } from '../frame/navigation';
import { SHORTCUTS_PATH } from '../frame/shortcut-paths';

/** A page of the console, or a form of something new, that a search finds. */
export interface FoundPage {
  readonly kind: 'page' | 'new';
  readonly title: string;
  /** Empty if there is nothing. */
  readonly note: string;
  readonly path: string;
  readonly icon: IconName;
}

/** The pages and forms that a user may see. */
export function pagesFor(caller: LoggedIn): FoundPage[] {
  return [...pagesOf(caller), ...newThingsOf(caller)];
}

/** The pages of the console. */
function pagesOf(caller: LoggedIn): FoundPage[] {
  return [
    ...navigationFor(caller).flatMap(({ title: section = '', entries }) =>
      entries.map((entry) => ({ ...entry, section })),
    ),
    ...jobsEntry(caller),
    exportsEntry(),
    { title: texts('views').manage, section: '', path: VIEWS_PATH, icon: 'list' as const },
    { title: texts('shortcuts').title, section: '', path: SHORTCUTS_PATH, icon: 'circle-help' as const },
  ].map(({ title, section, path, icon }) => ({ kind: 'page' as const, title, note: section, path, icon }));
}

/** The forms of new things. */
function newThingsOf(caller: LoggedIn): FoundPage[] {
  const t = texts('search').newThings;
  const entry = (permission: PermissionName, title: string, path: string) =>
    isPermitted(caller, permission) ? [{ kind: 'new' as const, title, note: '', path, icon: 'plus' as const }] : [];
  return [
    ...entry(Permission.LicensesWrite, t.license, newLicensePath),
    ...entry(Permission.CustomersWrite, t.customer, newCustomerPath),
    ...entry(Permission.ProductsWrite, t.product, `${PRODUCTS_PATH}/new`),
    ...entry(Permission.PoliciesWrite, t.policy, `${POLICIES_PATH}/new`),
    ...plugins()
      .flatMap(({ console }) => console?.forms ?? [])
      .flatMap(({ permission, title, path }) => entry(permission, title(), path)),
    ...entry(Permission.WebhooksWrite, t.webhook, newWebhookPath),
    ...entry(Permission.ApiKeysWrite, t.apiKey, newKeyPath()),
    ...entry(Permission.UsersWrite, t.person, NEW_PERSON_PATH),
  ];
}

/** A page below the list of licenses. */
function jobsEntry(caller: LoggedIn) {
  const { title } = texts('jobs');
  const isShown = isPermitted(caller, Permission.LicensesRead);
  return isShown ? [{ title, section: texts('licenses').title, path: JOBS_PATH, icon: 'list-checks' as const }] : [];
}

function exportsEntry() {
  return { title: texts('exports').title, section: '', path: EXPORTS_PATH, icon: 'download' as const };
}
