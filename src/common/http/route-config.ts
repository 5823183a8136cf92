import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyContextConfig } from 'fastify';

/** Where Nest keeps it. */
const { KEY: ROUTE_CONFIG } = RouteConfig({});

/** Beside what the handler itself says of its route: `RouteConfig` alone would take its place. */
export function addRouteConfig(more: FastifyContextConfig, prototype: object, handler: PropertyDescriptor): void {
  const known = Reflect.getMetadata(ROUTE_CONFIG, handler.value as object) as FastifyContextConfig | undefined;
  RouteConfig({ ...known, ...more })(prototype, '', handler);
}

/** A decorator of a whole controller: does this to each of its handlers. */
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

/** A decorator of one handler, or of every handler of a controller. */
export function routeFlags(flags: FastifyContextConfig): ClassDecorator & MethodDecorator {
  const mark = (prototype: object, handler: PropertyDescriptor): void => addRouteConfig(flags, prototype, handler);
  // The types of decorators are what callers see; which of the two it is shows in the arguments.
  return (target: object, _name?: string | symbol, handler?: PropertyDescriptor): void => {
    if (handler) {
      mark(target, handler);
    } else if (typeof target === 'function') {
      onHandlers(mark)(target);
    }
  };
}
