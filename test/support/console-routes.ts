import { RequestMethod } from '@nestjs/common';
import { ModulesContainer, Reflector } from '@nestjs/core';
import { RouteConfig } from '@nestjs/platform-fastify';
import { type Access, ACCESS } from '../../src/common/access/authorized.decorator';
import { CONSOLE } from '../../src/console/console.dialect';
import type { TestServer } from './server';

export interface ConsoleRoute {
  readonly name: string;
  readonly verb: 'GET' | 'POST';
  /** With an id that nothing has in place of each parameter. */
  readonly path: string;
  /** Any of these permissions is needed; undefined for public routes. */
  readonly permissions: readonly string[] | undefined;
}

const NOBODY = '00000000-0000-4000-8000-000000000000';

/** Every route of the console, as its controllers declare it. */
export function consoleRoutesOf(server: TestServer): ConsoleRoute[] {
  const modules = [...server.app.get(ModulesContainer).values()];
  const controllers = modules.flatMap((module) => [...module.controllers.values()].map(({ metatype }) => metatype));
  return controllers.flatMap((controller) => routesOf(controller as new () => object));
}

function routesOf(controller: new () => object): ConsoleRoute[] {
  const reflector = new Reflector();
  const [prefix = ''] = [Reflect.getMetadata('path', controller)].flat() as string[];
  const handlers = Object.values(Object.getOwnPropertyDescriptors(controller.prototype)).map(({ value }) => value);
  return handlers.filter(isFunction).flatMap((handler) => {
    const isConsole = Reflect.getMetadata(RouteConfig({}).KEY, handler)?.dialect === CONSOLE.name;
    const method = isConsole ? RequestMethod[Reflect.getMetadata('method', handler)] : undefined;
    if (method !== 'GET' && method !== 'POST') {
      return [];
    }
    const [end = ''] = [Reflect.getMetadata('path', handler)].flat() as string[];
    const access = reflector.getAllAndOverride<Access>(ACCESS, [handler, controller]);
    return {
      name: `${controller.name}.${handler.name}`,
      verb: method,
      path: `/${[prefix, end]
        .flatMap((part) => part.split('/'))
        .filter(Boolean)
        .join('/')}`.replace(/:\w+(\([^)]*\))?|\*\w*/g, NOBODY),
      permissions: access.public ? undefined : access.permissions,
    };
  });
}

function isFunction(value: unknown): value is () => unknown {
  return typeof value === 'function';
}
