import { addRouteConfig } from './route-config';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The controller's method that the fast path calls. */
    fastPath?: FastCall;
  }
}

export interface FastCall {
  /** The prototype of the controller. */
  readonly prototype: object;
  readonly method: string;
}

/**
 * Serves well-formed requests of a handler without Nest's layers. The handler has at most a body, the reply and parameters
 * of custom decorators. The server does not start if the handler or its controller has guards, pipes, interceptors,
 * filters or fixed headers of its own.
 */
export function FastPath(): MethodDecorator {
  return (prototype, name, handler): void => {
    addRouteConfig({ fastPath: { prototype, method: String(name) } }, prototype, handler);
  };
}
