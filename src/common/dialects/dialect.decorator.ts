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
    const prototype: object = controller.prototype;
    for (const handler of Object.values(Object.getOwnPropertyDescriptors(prototype))) {
      if (typeof handler.value === 'function' && Reflect.hasMetadata('path', handler.value)) {
        RouteConfig({ dialect: name })(prototype, '', handler);
      }
    }
  };
}
