import { NotFoundException } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { problem } from '../errors/domain-error';
import { routeConfigOn, routeFlags } from '../http/route-config';
import { limitsOn } from '../limits/route-limits';
import type { Dialects } from './dialects';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route serves only this action of its path. */
    action?: string;
    /** Rate limits on a path with actions that the query selects, independently of the body. */
    limitsByQuery?: (query: unknown) => readonly string[];
  }
}

/**
 * Separates the path of an action from its discriminator, as in `/shop/\?do=sell`. The backslash escapes `?` for
 * path-to-regexp. No request matches such a path, because `?` ends the path of a URL.
 */
const SEPARATOR = '/\\?';

/**
 * The handler serves one of several actions on its path. The dialect's `discriminator` names the action in a request.
 * The path accepts JSON and forms of at most 64 KB and 2,000 values, and no files, whatever the handler's decorators say.
 */
export function Action(name: string): MethodDecorator {
  return routeFlags({ action: name });
}

/** Adds the action of a handler to its path, which is then unique in Nest and in the document. */
export function addActionToPath(discriminator: string | undefined, handler: PropertyDescriptor): void {
  const method = handler.value as object;
  const action = routeConfigOn(method)?.action;
  if (action === undefined) {
    return;
  }
  if (discriminator === undefined) {
    throw new Error(`@Action('${action}') requires a discriminator in the definition of its dialect`);
  }
  const paths = [Reflect.getMetadata('path', method) as string | string[]].flat();
  Reflect.defineMetadata(
    'path',
    paths.map((path) => `${path.replace(/\/$/, '')}${SEPARATOR}${discriminator}=${action}`),
    method,
  );
}

/** Serves the actions of `/` at the paths that no other route has. */
export const ANY_PATH = '/*';

/** The actions of one path of a dialect. */
interface ActionPath {
  readonly dialect: string;
  readonly discriminator: string;
  readonly actions: Map<string, RouteOptions>;
}

/** The dialects whose actions a request to a path may name. */
interface Claims {
  /** The action of the route. */
  readonly own: ActionPath;
  readonly all: readonly ActionPath[];
  /** Whether the request can be for no other one. */
  readonly isBound: (request: FastifyRequest) => boolean;
}

/** Registers one route for each path with actions of a dialect; it dispatches to the handlers after the body is parsed. */
export function useActions(fastify: FastifyInstance, dialects: Dialects): void {
  const byUrl = new Map<string, ActionPath[]>();
  fastify.addHook('onRoute', (route) => {
    const { action, dialect = '' } = route.config ?? {};
    const discriminator = dialects.named(dialect)?.discriminator;
    if (action === undefined || discriminator === undefined) {
      return;
    }
    const url = route.url.slice(0, route.url.lastIndexOf(SEPARATOR)) || '/';
    const paths = byUrl.get(url) ?? [];
    byUrl.set(url, paths);
    const known = paths.find((path) => path.dialect === dialect);
    const path = known ?? { dialect, discriminator, actions: new Map<string, RouteOptions>() };
    if (path.actions.has(action)) {
      throw new Error(`Two handlers serve the action ${action} of ${url}; GET and POST are one`);
    }
    path.actions.set(action, route);
    if (!known) {
      paths.push(path);
      const claims: Claims = { own: path, all: paths, isBound: (request) => dialects.isBound(request.raw) };
      fastify.route(dispatchRoute(url, route, claims));
      if (url === '/' && dialects.named(dialect)?.reads?.anyPath) {
        fastify.route(dispatchRoute(ANY_PATH, route, claims));
      }
    }
  });
}

/** Old programs send an action with either method, its fields in the URL or in the body. */
function dispatchRoute(
  url: string,
  { config, constraints }: RouteOptions,
  { own, all, isBound }: Claims,
): RouteOptions {
  return {
    url,
    method: ['GET', 'POST'],
    constraints,
    config: {
      dialect: config?.dialect,
      isCommon: config?.isCommon,
      takesForms: true,
      limitsByQuery: (query) => limitsOfActions(own.actions, queryFieldsOf(query)[own.discriminator]),
    },
    handler(request, reply) {
      const fields = { ...queryFieldsOf(request.query), ...fieldsOf(request.body) };
      const named = ({ discriminator }: ActionPath): boolean => fields[discriminator] !== undefined;
      const { discriminator, actions } = named(own) || isBound(request) ? own : (all.find(named) ?? own);
      const { [discriminator]: name, ...input } = fields;
      if (name === undefined && url === ANY_PATH) {
        throw unknownPath(request, isBound(request));
      }
      if (name === undefined) {
        throw problem('FIELD_REQUIRED', { field: discriminator });
      }
      const route = typeof name === 'string' ? actions.get(name) : undefined;
      if (!route) {
        throw problem('UNKNOWN_ACTION', { discriminator });
      }
      request.actionConfig = route.config;
      if (request.requestContext) {
        request.requestContext.dialect = request.dialect;
      }
      // A GET may be a change too.
      void reply.header('cache-control', 'no-store');
      request.query = input;
      request.body = input;
      return route.handler.call(this, request, reply);
    },
  };
}

/** A form that was read only because it might name an action is refused as at any other path of no API. */
function unknownPath(request: FastifyRequest, isBound: boolean): NotFoundException {
  if (!isBound) {
    request.raw.routingDialect = undefined;
    request.actionConfig = {};
  }
  return new NotFoundException();
}

/** Those of the named action. If the body names it, those that all actions have. */
function limitsOfActions(actions: ReadonlyMap<string, RouteOptions>, name: unknown): readonly string[] {
  const named = typeof name === 'string' ? actions.get(name) : undefined;
  const [limits = [], ...others] = (named ? [named] : [...actions.values()]).map(({ config = {} }) => limitsOn(config));
  return limits.filter((limit) => others.every((other) => other.includes(limit)));
}

/** The last value of a repeated field counts, as in PHP: plugins of WordPress add the fields of a `GET` to its URL twice. */
function queryFieldsOf(query: unknown): Readonly<Record<string, unknown>> {
  const last = ([name, value]: [string, unknown]): [string, unknown] => [
    name,
    Array.isArray(value) ? value.at(-1) : value,
  ];
  return Object.fromEntries(Object.entries(fieldsOf(query)).map(last));
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
