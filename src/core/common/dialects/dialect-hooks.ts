import type {
  FastifyInstance,
  onRequestHookHandler,
  onResponseHookHandler,
  onSendHookHandler,
  preParsingHookHandler,
} from 'fastify';
import type { DialectDefinition } from './define-dialect';

/** Hooks with a callback, as Fastify calls them. */
export interface DialectHooks {
  readonly onRequest?: onRequestHookHandler;
  readonly preParsing?: preParsingHookHandler;
  readonly onSend?: onSendHookHandler;
  readonly onResponse?: onResponseHookHandler;
}

/** Adds hooks that only requests of some dialects enter, also those without a route. */
export function addDialectHooks(
  fastify: FastifyInstance,
  dialects: readonly DialectDefinition[],
  { onRequest, preParsing, onSend, onResponse }: DialectHooks,
): void {
  const those = new Set(dialects);
  const isFor = (dialect: DialectDefinition): boolean => those.has(dialect);
  if (onRequest) {
    fastify.addHook('onRequest', function (request, reply, done) {
      if (isFor(request.dialect)) {
        onRequest.call(this, request, reply, done);
      } else {
        done();
      }
    });
  }
  if (preParsing) {
    fastify.addHook('preParsing', function (request, reply, payload, done) {
      if (isFor(request.dialect)) {
        preParsing.call(this, request, reply, payload, done);
      } else {
        done(null, payload);
      }
    });
  }
  if (onSend) {
    fastify.addHook('onSend', function (request, reply, payload, done) {
      if (isFor(request.dialect)) {
        onSend.call(this, request, reply, payload, done);
      } else {
        done(null, payload);
      }
    });
  }
  if (onResponse) {
    fastify.addHook('onResponse', function (request, reply, done) {
      if (isFor(request.dialect)) {
        onResponse.call(this, request, reply, done);
      } else {
        done();
      }
    });
  }
}
