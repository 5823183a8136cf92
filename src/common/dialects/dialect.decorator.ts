import { RouteConfig, RouteConstraints } from '@nestjs/platform-fastify';
import type { FastifyContextConfig } from 'fastify';
import type { DialectDefinition } from './define-dialect';

/** Where Nest keeps it. */
const { KEY: ROUTE_CONFIG } = RouteConfig({});

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Name of the dialect that the route speaks. */
    dialect?: string;
    /** Every dialect has the route, under its own prefix too. */
    isCommon?: boolean;
  }
}

/** Marks every route of a controller as spoken in this dialect, for guards and for errors before any guard runs. Stands above `@Controller`. */
export function Dialect({ name }: DialectDefinition): ClassDecorator {
  return onHandlers((prototype, handler) => addRouteConfig({ dialect: name }, prototype, handler));
}

/** The same for routes that other dialects' programs call too, such as the health check. */
export function CommonDialect({ name }: DialectDefinition): ClassDecorator {
  return onHandlers((prototype, handler) => addRouteConfig({ dialect: name, isCommon: true }, prototype, handler));
}

/** The same at paths that another dialect claims as well: the route takes only what `Dialects.claimOf` gives to its dialect. */
export function RivalDialect({ name }: DialectDefinition): ClassDecorator {
  return onHandlers((prototype, handler) => {
    addRouteConfig({ dialect: name }, prototype, handler);
    RouteConstraints({ dialect: name })(prototype, '', handler);
  });
}

/** Beside what the handler itself says of its route: `RouteConfig` alone would take its place. */
function addRouteConfig(more: FastifyContextConfig, prototype: object, handler: PropertyDescriptor): void {
  const known = Reflect.getMetadata(ROUTE_CONFIG, handler.value as object) as FastifyContextConfig | undefined;
  RouteConfig({ ...known, ...more })(prototype, '', handler);
}

function onHandlers(mark: (prototype: object, handler: PropertyDescriptor) => void): ClassDecorator {
  return (controller) => {
    const prototype = controller.prototype as object;
    for (const handler of Object.values(Object.getOwnPropertyDescriptors(prototype))) {
      const method: unknown = handler.value;
      if (typeof method === 'function' && Reflect.hasMetadata('path', method)) {
        mark(prototype, handler);
      }
    }
  };
}
