import { RouteConfig } from '@nestjs/platform-fastify';
import type { DialectDefinition } from './define-dialect';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Name of the dialect that the route speaks. */
    dialect?: string;
  }
}

/** Marks every route of a controller as spoken in this dialect, for guards and for errors before any guard runs. Stands above `@Controller`. */
export function Dialect({ name }: DialectDefinition): ClassDecorator {
  return (controller) => {
    const prototype = controller.prototype as object;
    for (const handler of Object.values(Object.getOwnPropertyDescriptors(prototype))) {
      const method: unknown = handler.value;
      if (typeof method === 'function' && Reflect.hasMetadata('path', method)) {
        RouteConfig({ dialect: name })(prototype, '', handler);
      }
    }
  };
}
