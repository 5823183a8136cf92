import { RouteConstraints } from '@nestjs/platform-fastify';
import { addRouteConfig, onHandlers } from '../http/route-config';
import type { DialectDefinition } from './define-dialect';

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
export function SharedPathDialect({ name }: DialectDefinition): ClassDecorator {
  return onHandlers((prototype, handler) => {
    addRouteConfig({ dialect: name }, prototype, handler);
    RouteConstraints({ dialect: name })(prototype, '', handler);
  });
}
