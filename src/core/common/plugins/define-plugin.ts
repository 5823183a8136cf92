import type { DynamicModule, INestApplication, Type } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import type { PermissionName } from '../access/authorized.decorator';
import type { DialectDefinition, DialectPresentation, ParameterExamples } from '../dialects/define-dialect';
import type { SearchType } from '../search-source';
import type { IconName } from './icons';

/** The API of another product. */
export interface PluginApi {
  readonly dialect: DialectDefinition & DialectPresentation & Required<Pick<DialectDefinition, 'reads'>>;
  /** The module that implements it. */
  readonly module: Type<unknown>;
  /** Modules shared with other APIs whose routes its OpenAPI document includes. */
  readonly shared?: readonly Type<unknown>[];
}

/** Pages for people, such as those of the console. */
export interface PluginPages {
  /** Says how the pages render errors, and which paths and limits they have. */
  readonly dialect: DialectDefinition;
  /** @param modules all modules of the native API, whose services the pages call */
  readonly module: (modules: readonly Type<unknown>[]) => DynamicModule;
}

/** The entries of the console's sidebar, in their order. */
export const NAVIGATION_PARTS = [
  'home',
  'licenses',
  'customers',
  'devices',
  'orders',
  'products',
  'policies',
  'reports',
  'developers',
  'audit',
  'settings',
] as const;
/** An entry of the console's sidebar. */
export type NavigationPart = (typeof NAVIGATION_PARTS)[number];

/** A page of an entry of the sidebar: a tab beside its other pages. */
export interface PluginNavigation {
  readonly part: NavigationPart;
  /** The tabs of an entry stand in this order; the entry opens the first one. */
  readonly place: number;
  /** In the language of the viewer. */
  readonly title: () => string;
  readonly path: string;
  /** Path of further pages that belong to the page. */
  readonly alsoAt?: string;
  readonly icon: IconName;
  /** The permission without which the page is not shown. */
  readonly permission: PermissionName;
  /** SQL of a condition: until it is true, the page stands under "More". It is read with each page of the console: it takes an index. */
  readonly usedIf?: string;
  /** The page stands under "More", however much it is used. */
  readonly isAside?: boolean;
  /** The count of what needs somebody to act, of the core or of `counts`; none if left out. */
  readonly count?: string;
  /** The list whose views people save there; none if left out. */
  readonly list?: string;
}

/** A row of a noun, where the console shows it. */
export interface PluginRows {
  readonly icon: IconName;
  /** The page of a row. */
  readonly path: (id: string, title: string) => string;
}

/** A link of the console's page about an API of another product. */
export interface PluginApiLink {
  readonly title: () => string;
  readonly icon: IconName;
  /** @param api the name of the API */
  readonly path: (api: string) => string;
}

/** A link in the menu of the page of a license. */
export interface PluginLicenseLink extends Pick<PluginNavigation, 'title' | 'icon' | 'permission'> {
  /** @param id UUID of the license */
  readonly path: (id: string) => string;
}

/** A link in the menu of the page of a customer. */
export interface PluginCustomerLink extends Pick<PluginNavigation, 'title' | 'icon' | 'permission'> {
  /** @param id UUID of the customer */
  readonly path: (id: string) => string;
}

/** A plug-in adds this to the console, beside the pages in its folder `console`. */
export interface PluginConsole {
  /** Beginnings of the paths of its pages that are not below `/console`. */
  readonly pathPrefixes?: readonly string[];
  readonly navigation?: readonly PluginNavigation[];
  /** SQL that counts what needs somebody to act, by the name of the count. It is read with each page: it takes an index. */
  readonly counts?: Readonly<Record<string, string>>;
  /** Rows that the search finds, by their type. */
  readonly found?: Partial<Readonly<Record<SearchType, PluginRows>>>;
  /** The pages of what audit entries are about, by the name of the table. */
  readonly subjects?: Readonly<Record<string, (id: string) => string>>;
  readonly apiLinks?: readonly PluginApiLink[];
  readonly licenseLinks?: readonly PluginLicenseLink[];
  readonly customerLinks?: readonly PluginCustomerLink[];
  /** Forms of new things that the search offers. */
  readonly forms?: readonly Pick<PluginNavigation, 'title' | 'path' | 'permission'>[];
  /** The path of a page that finds everything. The console has a search field if a plug-in has such a page. */
  readonly search?: string;
  /** A link at the foot of the sidebar. */
  readonly help?: PluginHelp;
  /** Further consequences of deleting a license, on the page that asks for it. */
  readonly licenseDeletion?: readonly PluginConsequence[];
}

/** Documents for those who use the console. */
export interface PluginHelp extends Pick<PluginNavigation, 'title' | 'path'> {
  /** Whether they are there. It is asked with each page. */
  readonly isThere: () => boolean;
}

/** A sentence about a change that a page asks for. */
export interface PluginConsequence {
  readonly icon: IconName;
  /** In the language of the viewer. */
  readonly text: () => string;
}

/** An entry of the portal's navigation. */
export interface PluginPortalNavigation extends Pick<PluginNavigation, 'title' | 'path'> {
  /** Entries stand in this order: those of the core are at 10, 30 and 40. */
  readonly place: number;
}

/** A plug-in adds this to the portal, beside the pages in its folder `portal`. */
export interface PluginPortal {
  readonly navigation?: readonly PluginPortalNavigation[];
}

/** A plug-in adds this to the server. All other declarations are found below its folder by the names of their files. */
export interface PluginDefinition {
  /** In lower case, with hyphens: the name of its folder, in `PLUGINS_OFF` and in `GET /health`. */
  readonly name: string;
  /** Plug-ins without which it cannot be on. */
  readonly needs?: readonly string[];
  /** Nest modules whose controllers are operations of the native API. */
  readonly modules?: readonly Type<unknown>[];
  /** Tags of these operations in the document, each with the tag before which it stands. Those not listed follow by name. */
  readonly tags?: Readonly<Record<string, string>>;
  /** Request bodies by operation that work with the demo data; others are made of the examples of their fields. */
  readonly examples?: Readonly<Record<string, object>>;
  /** Parameters of paths, queries and headers that exist in the demo data. */
  readonly parameters?: ParameterExamples;
  readonly api?: PluginApi;
  readonly pages?: PluginPages;
  readonly console?: PluginConsole;
  readonly portal?: PluginPortal;
  /**
   * Lines about the addresses of a plug-in that serves its own paths alone. The start prints them instead of those of console and API,
   * and no system API key, which nothing would take.
   */
  readonly addresses?: (url: string) => readonly string[];
  /** Adds hooks to the server before its first route. Those of an API or of pages act on its own routes alone. */
  readonly hooks?: (fastify: FastifyInstance, app: INestApplication) => void;
  /** Whether checks pass the hooks, too, now: otherwise the fast path serves them without any. Asked with each of them. */
  readonly hooksChecks?: (app: INestApplication) => () => boolean;
}

/** A plug-in adds this to another one, in its folder `<other>`: it is there if both are on. */
export interface PluginExtension {
  /** The plug-in that is extended. */
  readonly of: string;
  /** Nest modules. Their controllers are in the document of the extended API. */
  readonly modules: readonly Type<unknown>[];
  /** Path prefixes that the extended API has because of them. */
  readonly pathPrefixes?: readonly string[];
}

/** Keeps the data of the core valid while a plug-in with rows about it is off. */
export interface PluginRemainder {
  /** Nest modules that are loaded only then. */
  readonly modules: readonly Type<unknown>[];
}

/** Defines a plug-in: the only export of `<name>/<name>.plugin.ts`. */
export function definePlugin(definition: PluginDefinition): PluginDefinition {
  return Object.freeze(definition);
}

/** Defines what a plug-in adds to another one: the only export of a file `<plug-in>/<other>/*.extension.ts`. */
export function extendPlugin(extension: PluginExtension): PluginExtension {
  return Object.freeze(extension);
}

/** Defines what remains of a plug-in that is off: the only export of a file `<plug-in>/*.remainder.ts`. */
export function remainderOfPlugin(remainder: PluginRemainder): PluginRemainder {
  return Object.freeze(remainder);
}
