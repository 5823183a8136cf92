import type { OpenAPIObject } from '@nestjs/swagger';
import type { HTTPMethods } from 'fastify';
import { operationsOf } from './operations';

const REFERENCE = /"#\/components\/(\w+)\/([^"]+)"/g;

type Components = Record<string, Record<string, unknown> | undefined>;

/**
 * The document without the operations that this server does not have, because their plug-ins are off, and without the tags and
 * components that only these use.
 * @param exists whether the server has a route with this method and path, such as `/api/v1/leads/:id`
 */
export function withExistingRoutes(
  document: OpenAPIObject,
  exists: (method: HTTPMethods, path: string) => boolean,
): OpenAPIObject {
  const kept = operationsOf(document).filter(
    // A path with an action is not a route of its own.
    ({ path, method }) => path.includes('?') || exists(method.toUpperCase(), path.replaceAll(/\{(\w+)\}/g, ':$1')),
  );
  const paths: OpenAPIObject['paths'] = {};
  for (const { path, method, operation } of kept) {
    paths[path] = { ...paths[path], [method]: operation };
  }
  const tags = new Set(kept.flatMap(({ operation }) => operation.tags ?? []));
  return {
    ...document,
    paths,
    tags: document.tags?.filter(({ name }) => tags.has(name)),
    components: usedComponents(document.components as Components | undefined, JSON.stringify(paths)),
  };
}

/** The document with the operations of another one, their tags and components. */
export function withOperationsOf(document: OpenAPIObject, added: OpenAPIObject): OpenAPIObject {
  const known = document.components as Components | undefined;
  const further = added.components as Components | undefined;
  const kinds = [...new Set([...Object.keys(known ?? {}), ...Object.keys(further ?? {})])];
  return {
    ...document,
    paths: { ...document.paths, ...added.paths },
    tags: [...(document.tags ?? []), ...(added.tags ?? [])],
    components: Object.fromEntries(kinds.map((kind) => [kind, { ...further?.[kind], ...known?.[kind] }])),
  };
}

/** The components that the text refers to, directly or through others, and the security schemes. */
function usedComponents(components: Components = {}, text: string): OpenAPIObject['components'] {
  const used: Components = { securitySchemes: components.securitySchemes };
  const texts = [text];
  for (const each of texts) {
    for (const [, kind = '', name = ''] of each.matchAll(REFERENCE)) {
      const component = components[kind]?.[name];
      const known = (used[kind] ??= {});
      if (component !== undefined && known[name] === undefined) {
        known[name] = component;
        texts.push(JSON.stringify(component));
      }
    }
  }
  return used;
}
