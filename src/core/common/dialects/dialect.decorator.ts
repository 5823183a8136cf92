import { applyDecorators } from '@nestjs/common';
import { RouteConstraints } from '@nestjs/platform-fastify';
import { ApiExtension, ApiExtraModels } from '@nestjs/swagger';
import type { FastifyContextConfig } from 'fastify';
import { addRouteConfig, onHandlers, routeFlags } from '../http/route-config';
import { addActionToPath } from './actions';
import { type DialectDefinition, type ErrorTable, schemasIn } from './define-dialect';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Name of the route's dialect. */
    dialect?: string;
    /** The route also exists below the prefix of every other dialect. */
    isCommon?: boolean;
    /** Error table that replaces the dialect's. */
    errors?: ErrorTable;
  }
}

/** Marker that is replaced by the error responses when the document is built. */
export const ERROR_TABLE = 'x-error-table';

/** The part of a definition that routes know of. */
type RouteDialect = Pick<DialectDefinition, 'name' | 'discriminator'>;

/** Assigns the routes of a controller to a dialect, also for errors before guards run. Place it above `@Controller`. */
export function Dialect(dialect: RouteDialect): ClassDecorator {
  return onHandlers((prototype, handler) => assign(dialect, {}, prototype, handler));
}

/** Like `Dialect`, for routes that clients of all dialects call, such as the health check. */
export function CommonDialect(dialect: DialectDefinition): ClassDecorator {
  return onHandlers((prototype, handler) => assign(dialect, { isCommon: true }, prototype, handler));
}

/** Like `Dialect`, for paths shared with another dialect: the route handles only requests whose `routingDialect` is its dialect. */
export function SharedPathDialect(dialect: DialectDefinition): ClassDecorator {
  return onHandlers((prototype, handler) => {
    assign(dialect, {}, prototype, handler);
    RouteConstraints({ dialect: dialect.name })(prototype, '', handler);
  });
}

/** Renders errors of a handler, or of all handlers of a controller, by this table instead of the dialect's. */
export function ErrorsAs(errors: ErrorTable): ClassDecorator & MethodDecorator {
  return applyDecorators(
    routeFlags({ errors }),
    ApiExtension(ERROR_TABLE, errors),
    ApiExtraModels(...schemasIn(errors)),
  );
}

function assign(
  { name, discriminator }: RouteDialect,
  more: FastifyContextConfig,
  prototype: object,
  handler: PropertyDescriptor,
): void {
  addRouteConfig({ dialect: name, ...more }, prototype, handler);
  addActionToPath(discriminator, handler);
}
