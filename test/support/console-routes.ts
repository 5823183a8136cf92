import { RequestMethod } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { routeConfigOn } from '../../src/core/common/http/route-config';
import { CONSOLE } from '../../src/plugins/console/frame/console.dialect';
import type { TestServer } from '../testkit/server';

/** A route, as its controller declares it. */
export interface DeclaredRoute {
  readonly name: string;
  readonly verb: string;
  /** Undefined for the native API. */
  readonly dialect: string | undefined;
  /** With an id that nothing has in place of each parameter. */
  readonly path: string;
  /** Matches the paths of the route. */
  readonly pattern: RegExp;
  /** Any of these permissions is needed; undefined for public routes. */
  readonly permissions: readonly string[] | undefined;
  readonly takesTokens: boolean;
}

export interface ConsoleRoute extends DeclaredRoute {
  readonly verb: 'GET' | 'POST';
}

const PARAMETER = /:\w+(\([^)]*\))?|\*\w*/g;
/** The id in place of each parameter. */
export const NOBODY = '00000000-0000-4000-8000-000000000000';

/** Every route of the console. */
export function consoleRoutesOf(server: TestServer): ConsoleRoute[] {
  return declaredRoutesOf(server).filter(isOfConsole);
}

function isOfConsole(route: DeclaredRoute): route is ConsoleRoute {
  return route.dialect === CONSOLE.name && (route.verb === 'GET' || route.verb === 'POST');
}

export function declaredRoutesOf(server: TestServer): DeclaredRoute[] {
  const modules = [...server.app.get(ModulesContainer).values()];
  const controllers = modules.flatMap((module) => [...module.controllers.values()].map(({ metatype }) => metatype));
  return controllers.flatMap((controller) => routesOf(controller as new () => object));
}

function routesOf(controller: new () => object): DeclaredRoute[] {
  const [prefix = ''] = [Reflect.getMetadata('path', controller)].flat() as string[];
  const handlers = Object.values(Object.getOwnPropertyDescriptors(controller.prototype)).map(({ value }) => value);
  return handlers.filter(isFunction).flatMap((handler) => {
    const config = routeConfigOn(handler);
    const verb = RequestMethod[Reflect.getMetadata('method', handler)];
    if (verb === undefined) {
      return [];
    }
    const [end = ''] = [Reflect.getMetadata('path', handler)].flat() as string[];
    const parts = [prefix, end].flatMap((part) => part.split('/')).filter(Boolean);
    const whole = `/${parts.join('/')}`;
    return {
      name: `${controller.name}.${handler.name}`,
      verb,
      dialect: config?.dialect,
      path: whole.replace(PARAMETER, NOBODY),
      pattern: new RegExp(`^${whole.replace(PARAMETER, '[^/]+')}/?$`),
      permissions: config?.access?.public === false ? config.access.permissions : undefined,
      takesTokens: config?.access?.public === false && config.access.takesTokens,
    };
  });
}

function isFunction(value: unknown): value is () => unknown {
  return typeof value === 'function';
}
