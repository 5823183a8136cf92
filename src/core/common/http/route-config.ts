import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyContextConfig } from 'fastify';
import type { ReceivedRequest } from './received-request';

declare module 'fastify' {
  interface FastifyRequest {
    /** Config of the action to which the route has dispatched the request. */
    actionConfig?: FastifyContextConfig;
  }
}

/** Metadata key of Nest. */
const { KEY: ROUTE_CONFIG } = RouteConfig({});

/** Adds to the existing route config; `RouteConfig` alone would replace it. What a handler has set is kept, because decorators of handlers run before those of controllers. */
export function addRouteConfig(more: FastifyContextConfig, prototype: object, handler: PropertyDescriptor): void {
  const known = routeConfigOn(handler.value as object);
  RouteConfig({ ...more, ...known })(prototype, '', handler);
}

/** The config that decorators have given to a handler. */
export function routeConfigOn(method: object): FastifyContextConfig | undefined {
  return Reflect.getMetadata(ROUTE_CONFIG, method) as FastifyContextConfig | undefined;
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
  // The arguments show whether this decorates a handler or a controller.
  return (target: object, _name?: string | symbol, handler?: PropertyDescriptor): void => {
    if (handler) {
      mark(target, handler);
    } else if (typeof target === 'function') {
      onHandlers(mark)(target);
    }
  };
}

/** The config of the route, or of the action to which it has dispatched. Undefined if the path cannot be decoded. */
export function routeConfigOf(request: ReceivedRequest): FastifyContextConfig | undefined {
  // Contrary to its type, the route's config may be undefined.
  const { config } = request.routeOptions as { config?: FastifyContextConfig };
  return request.actionConfig ?? config;
}
