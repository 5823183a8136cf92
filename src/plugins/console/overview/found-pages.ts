import { type PermissionName, plugins } from '../../../core/common';
import { textFor, texts } from '../../../core/i18n';
import { isPermitted, type LoggedIn, Permission } from '../../../core/identity';
import type { IconName } from '../../../pages/components/icon';
import { VIEWS_PATH } from '../../../pages/kit/list-address';
import { ACCOUNT_PATH, SECOND_FACTOR_PATH } from '../../../pages/kit/sign-in-path';
import { PRODUCTS_PATH } from '../catalog/products/product-parts';
import { newPath as newCustomerPath } from '../customers/customer-paths';
import { newKeyPath } from '../integrations/api-keys/api-key-parts';
import { newWebhookPath } from '../integrations/webhooks/webhook-parts';
import { importPath, newPath as newLicensePath } from '../license-list/license-paths';
import { NEW_PERSON_PATH } from '../users/person-parts';
import { NEW_ROLE_PATH } from '../roles/role-paths';
import { POLICIES_PATH } from '../policies/policy-fields';
import { navigationFor } from '../frame/navigation';
import { SHORTCUTS_PATH } from '../frame/shortcut-paths';

/** Settings that are found by their descriptions alone. */
const MAX_FURTHER = 8;

/** A page of the console, an action or a setting that a search finds. */
export interface FoundPage {
  readonly kind: 'page' | 'new' | 'setting';
  readonly title: string;
  /** Empty if there is nothing. */
  readonly note: string;
  readonly path: string;
  readonly icon: IconName;
  /** By which it is found beside its title. */
  readonly words: string;
  /** By which it is found if nothing else of its kind is. */
  readonly further?: string;
}

/** The pages and actions that a user may see. */
export function pagesFor(caller: LoggedIn): FoundPage[] {
  return [...pagesOf(caller), ...actionsOf(caller)];
}

/** The pages of the console. */
function pagesOf(caller: LoggedIn): FoundPage[] {
  const account = texts('account');
  return [
    ...navigationFor(caller).flatMap(({ title: entry, tabs, more }) =>
      [...tabs, ...more].map(({ title, path, icon }) => ({ title, note: title === entry ? '' : entry, path, icon })),
    ),
    { title: account.account, note: '', path: ACCOUNT_PATH, icon: 'user' as const },
    { title: account.secondFactor, note: account.account, path: SECOND_FACTOR_PATH, icon: 'shield-check' as const },
    { title: texts('views').manage, note: '', path: VIEWS_PATH, icon: 'list' as const },
    { title: texts('shortcuts').title, note: '', path: SHORTCUTS_PATH, icon: 'circle-help' as const },
  ].map((page) => ({ kind: 'page' as const, ...page, words: wordsFor(page.path) }));
}

/** Forms that make something. */
function actionsOf(caller: LoggedIn): FoundPage[] {
  const t = texts('search');
  const n = t.newThings;
  const entry = (permission: PermissionName, title: string, path: string) =>
    isPermitted(caller, permission)
      ? [{ kind: 'new' as const, title, note: '', path, icon: 'plus' as const, words: `${t.newToo} ${wordsFor(path)}` }]
      : [];
  return [
    ...entry(Permission.LicensesWrite, n.license, newLicensePath),
    ...entry(Permission.LicensesWrite, n.importLicenses, importPath),
    ...entry(Permission.CustomersWrite, n.customer, newCustomerPath),
    ...entry(Permission.ProductsWrite, n.product, `${PRODUCTS_PATH}/new`),
    ...entry(Permission.PoliciesWrite, n.policy, `${POLICIES_PATH}/new`),
    ...plugins()
      .flatMap(({ console }) => console?.forms ?? [])
      .flatMap(({ permission, title, path }) => entry(permission, title(), path)),
    ...entry(Permission.WebhooksWrite, n.webhook, newWebhookPath),
    ...entry(Permission.ApiKeysWrite, n.apiKey, newKeyPath()),
    ...entry(Permission.UsersWrite, n.person, NEW_PERSON_PATH),
    ...entry('roles:write', n.role, NEW_ROLE_PATH),
  ];
}

/** Other words for a page, in the language of the viewer. */
function wordsFor(path: string): string {
  return textFor(texts('searchWords').pages, path) ?? '';
}

/** Finds the things whose title has all words of a text, then those found by other words. */
export function findIn(things: readonly FoundPage[], text: string): FoundPage[] {
  const wanted = plain(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  if (wanted.length === 0 && text.trim() !== '') {
    return [];
  }
  const found = (of: (thing: FoundPage) => string): FoundPage[] =>
    things.filter((thing) => wanted.every((word) => plain(of(thing)).includes(word)));
  const direct = [...new Set([...found(({ title }) => title), ...found(({ title, words }) => `${title} ${words}`)])];
  return direct.length > 0
    ? direct
    : found(({ title, words, further = '' }) => `${title} ${words} ${further}`).slice(0, MAX_FURTHER);
}

/** In lower case, without accents. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
