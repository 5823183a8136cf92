import { NATIVE } from '../common/dialects/native.dialect';
import type { PluginDefinition } from '../common/plugins/define-plugin';
import { addedPrefixes } from '../common/plugins/plugins';
import { PERMISSIONS } from '../identity/permissions/granted-permissions';
import { DIALECTS } from './all-dialects';
import type { DeclaredRoute } from './plugin-routes';

/** @param exported the classes of the plug-in, its controllers among them */
export function mistakeInRoutes(
  routes: readonly DeclaredRoute[],
  exported: ReadonlySet<unknown>,
  { api }: PluginDefinition,
): string | undefined {
  const own = routes.filter(({ controller }) => exported.has(controller));
  const others = routes.filter(({ controller }) => !exported.has(controller));
  const [mistake] = own.flatMap(
    (route) => repeated(route, routes) ?? withoutAccess(route) ?? outsideOfPrefixes(route) ?? [],
  );
  return mistake ?? (api && sharedPrefix(api.dialect, others));
}

function repeated({ key, name, handler }: DeclaredRoute, routes: readonly DeclaredRoute[]): string | undefined {
  const same = routes.filter((each) => each.key === key);
  const other = same.find((each) => each.handler !== handler) ?? same[1];
  return other && `${handler} declares ${name}, as ${other.handler} does`;
}

function withoutAccess({ handler, config: { access } }: DeclaredRoute): string | undefined {
  if (access === undefined) {
    return `${handler} has neither @Public() nor @Authorized()`;
  }
  const unknown = access.public ? undefined : access.permissions.find((each) => !PERMISSIONS.includes(each));
  return unknown && `${handler} requires the permission ${unknown}, which no *.permissions.ts declares`;
}

/** Paths that match no route would be answered as those of another API. */
function outsideOfPrefixes({ handler, name, path, config }: DeclaredRoute): string | undefined {
  const dialect = DIALECTS.named(config.dialect ?? NATIVE.name);
  if (!dialect || dialect.reads?.anyPath || dialect.accountPrefix || config.isCommon) {
    return undefined;
  }
  const prefixes = [...dialect.pathPrefixes, ...(addedPrefixes().get(dialect.name) ?? [])];
  return prefixes.some((prefix) => covers(prefix, path))
    ? undefined
    : `${handler} declares ${name}, but paths of ${dialect.title} begin with ${prefixes.join(' or ')}`;
}

/** Requests to the routes of others would be answered in the format of the API. */
function sharedPrefix(
  { title, pathPrefixes, matches }: NonNullable<PluginDefinition['api']>['dialect'],
  others: readonly DeclaredRoute[],
): string | undefined {
  const [mistake] = pathPrefixes.flatMap((prefix) => {
    const other = matches ? undefined : others.find(({ path }) => covers(prefix, path));
    return other ? [`${title} has the prefix ${prefix}, but ${other.name} is not its route`] : [];
  });
  return mistake;
}

function covers(prefix: string, path: string): boolean {
  return path === prefix || path.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`);
}
