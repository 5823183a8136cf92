import { RequestMethod } from '@nestjs/common';
import type { ModulesContainer } from '@nestjs/core';
import { RouteConstraints } from '@nestjs/platform-fastify';
import type { FastifyContextConfig } from 'fastify';
import { routeConfigOn } from '../common/http/route-config';

/** A route, as decorators declare it. */
export interface DeclaredRoute {
  readonly controller: object;
  /** Such as `NotesController.createNote`. */
  readonly handler: string;
  /** Such as `POST /api/v1/notes`. */
  readonly name: string;
  readonly path: string;
  readonly config: FastifyContextConfig;
  /** Those of its parameters, and of its documented answers. */
  readonly types: readonly unknown[];
  /** Two routes with the same one cannot be told apart. */
  readonly key: string;
}

/** Metadata keys of Nest. */
const { KEY: CONSTRAINTS } = RouteConstraints({});
const [PATH, METHOD] = ['path', 'method'];
/** Those of TypeScript and of @nestjs/swagger. */
const [PARAMETERS, ANSWERS] = ['design:paramtypes', 'swagger/apiResponse'];
const PARAMETER = /:\w+/g;

/** The routes of all controllers. */
export function declaredRoutes(modules: ModulesContainer): DeclaredRoute[] {
  const controllers = [...modules.values()].flatMap((module) => [...module.controllers.values()]);
  return controllers.flatMap(({ metatype }) => (typeof metatype === 'function' ? routesOf(metatype) : []));
}

function routesOf(controller: { readonly name: string; readonly prototype: unknown }): DeclaredRoute[] {
  const prefixes = pathsOf(controller);
  const handlers = Object.entries(Object.getOwnPropertyDescriptors(controller.prototype as object));
  return handlers.flatMap(([name, { value }]) => {
    const handler: unknown = value;
    const method = typeof handler === 'function' ? (Reflect.getMetadata(METHOD, handler) as unknown) : undefined;
    if (typeof handler !== 'function' || typeof method !== 'number') {
      return [];
    }
    const constraints = JSON.stringify(Reflect.getMetadata(CONSTRAINTS, handler));
    const parameters = (Reflect.getMetadata(PARAMETERS, controller.prototype as object, name) ?? []) as unknown[];
    const answers = (Reflect.getMetadata(ANSWERS, handler) ?? {}) as Record<string, { type?: unknown }>;
    const paths = prefixes.flatMap((prefix) => pathsOf(handler).map((end) => whole(prefix, end)));
    return paths.map((path) => ({
      controller,
      handler: `${controller.name}.${name}`,
      name: `${RequestMethod[method]} ${path}`,
      path,
      config: routeConfigOn(handler) ?? {},
      types: [...parameters, ...Object.values(answers).map(({ type }) => type)],
      key: `${RequestMethod[method]} ${path.replace(PARAMETER, ':')} ${constraints}`,
    }));
  });
}

function pathsOf(declared: object): string[] {
  const path = Reflect.getMetadata(PATH, declared) as string | string[] | undefined;
  return [path ?? ''].flat();
}

function whole(...parts: string[]): string {
  return `/${parts.flatMap((part) => part.split('/').filter(Boolean)).join('/')}`;
}
