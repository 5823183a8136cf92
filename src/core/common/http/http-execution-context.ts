import type { ExecutionContext, Type } from '@nestjs/common';

/** The context of a request for guards and parameter decorators that are called outside of Nest's request handling. */
export function httpContext(
  request: object,
  reply: object,
  controller?: Type<unknown>,
  handler?: object,
): ExecutionContext {
  const parts = [request, reply];
  // The interface lets each caller say which type it expects.
  return {
    getClass: () => controller as never,
    getHandler: () => handler as never,
    getArgs: () => parts as never,
    getArgByIndex: (index) => parts[index] as never,
    getType: () => 'http' as never,
    switchToHttp: () => ({
      getRequest: () => request as never,
      getResponse: () => reply as never,
      getNext: () => undefined as never,
    }),
    switchToRpc: () => {
      throw new Error('Not a remote procedure call');
    },
    switchToWs: () => {
      throw new Error('Not a WebSocket');
    },
  };
}
