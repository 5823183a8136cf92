import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyContextConfig } from 'fastify';

/** Metadata key of Nest. */
const { KEY: ROUTE_CONFIG } = RouteConfig({});

/** Adds to the existing route config; `RouteConfig` alone would replace it. */
export function addRouteConfig(more: FastifyContextConfig, prototype: object, handler: PropertyDescriptor): void {
  const known = Reflect.getMetadata(ROUTE_CONFIG, handler.value as object) as FastifyContextConfig | undefined;
  RouteConfig({ ...known, ...more })(prototype, '', handler);
}

/** A controller decorator that applies a function to each handler. */
export function onHandlers(mark: (prototype: object, handler: PropertyDescriptor) => void): ClassDecorator {
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

/** A decorator for a handler or for every handler of a controller. */
export function routeFlags(flags: FastifyContextConfig): ClassDecorator & MethodDecorator {
  const mark = (prototype: object, handler: PropertyDescriptor): void => addRouteConfig(flags, prototype, handler);
  // The arguments tell whether this decorates a handler or a controller.
  return (target: object, _name?: string | symbol, handler?: PropertyDescriptor): void => {
    if (handler) {
      mark(target, handler);
    } else if (typeof target === 'function') {
      onHandlers(mark)(target);
    }
  };
}
