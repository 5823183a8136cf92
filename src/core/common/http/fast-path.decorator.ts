import { Reflector } from '@nestjs/core';
import { addRouteConfig } from './route-config';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The controller's method that the fast path calls. */
    fastPath?: FastHandler;
  }
}

/** Which bodies the fast path takes, where fields depend on each other. */
export interface FastForm {
  /** Fields that the body must have, besides those that its schema requires. */
  readonly required: readonly string[];
  /** Fields with which a body takes Nest's way. */
  readonly excluded: readonly string[];
}

/** Declares that a guard allows every request that the fast path takes: none has a token, a cookie or a signature. */
export const AllowsFastPath = Reflector.createDecorator<undefined>();

export interface FastHandler {
  /** The prototype of the controller. */
  readonly prototype: object;
  readonly method: string;
  readonly form?: FastForm;
}

/** The part of the reply that a handler may set. */
export interface AnswerHead {
  status(status: number): unknown;
  header(name: string, value: string): unknown;
}

/**
 * Serves well-formed requests of a handler without Nest's layers. The handler has at most a body, the reply and parameters
 * of custom decorators. The server does not start if the handler or its controller has guards without `@AllowsFastPath()`,
 * pipes, interceptors, filters or fixed headers of its own.
 */
export function FastPath(form?: FastForm): MethodDecorator {
  return (prototype, name, handler): void => {
    addRouteConfig({ fastPath: { prototype, method: String(name), form } }, prototype, handler);
  };
}
