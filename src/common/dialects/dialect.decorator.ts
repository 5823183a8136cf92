import { RouteConstraints } from '@nestjs/platform-fastify';
import { addRouteConfig, onHandlers } from '../http/route-config';
import type { DialectDefinition } from './define-dialect';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Name of the route's dialect. */
    dialect?: string;
    /** The route also exists below the prefix of every other dialect. */
    isCommon?: boolean;
  }
}

/** Assigns the routes of a controller to a dialect, also for errors before guards run. Place it above `@Controller`. */
export function Dialect({ name }: DialectDefinition): ClassDecorator {
  return onHandlers((prototype, handler) => addRouteConfig({ dialect: name }, prototype, handler));
}

/** Like `Dialect`, for routes that clients of all dialects call, such as the health check. */
export function CommonDialect({ name }: DialectDefinition): ClassDecorator {
  return onHandlers((prototype, handler) => addRouteConfig({ dialect: name, isCommon: true }, prototype, handler));
}

/** Like `Dialect`, for paths shared with another dialect: the route handles only requests that `Dialects.resolveDialect` assigns to its dialect. */
export function SharedPathDialect({ name }: DialectDefinition): ClassDecorator {
  return onHandlers((prototype, handler) => {
    addRouteConfig({ dialect: name }, prototype, handler);
    RouteConstraints({ dialect: name })(prototype, '', handler);
  });
}
