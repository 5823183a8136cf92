import { BadRequestException, HttpException, UnsupportedMediaTypeException } from '@nestjs/common';
import type { FastifyContextConfig, FastifyInstance, FastifyRequest } from 'fastify';
import { DomainError } from '../errors/domain-error';
import { readUrlEncoded, URL_ENCODED } from './form-fields';
import { MAX_OPEN_VALUES, MAX_VALUES, readJsonBody } from './json-body';

declare module 'fastify' {
  interface FastifyRequest {
    /** The raw body of a signed request, or of a route that takes it. */
    rawBody?: Buffer;
  }
}

const JSON_TYPES = /^application\/([\w.+-]+\+)?json/i;

/** Parses JSON bodies, and forms where the route accepts them. Empty bodies and those to unknown paths are ignored; other types are rejected with 415. */
export function useBodyParsers(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(JSON_TYPES, { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (storeWhereRaw(request, body)) {
      done(null, {});
      return;
    }
    storeRawBodyIfSigned(request, body);
    try {
      const isExact = request.dialect.refusesInexactNumbers === true;
      done(null, request.is404 ? {} : readJsonBody(body, maxValuesOf(request), { isExact }));
    } catch (error) {
      done(asBadRequest(error));
    }
  });
  fastify.addContentTypeParser(URL_ENCODED, { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (storeWhereRaw(request, body) || request.is404) {
      done(null, {});
      return;
    }
    if (body.length > 0 && !request.routeOptions.config.takesForms) {
      done(unsupported(request));
      return;
    }
    try {
      done(null, readUrlEncoded(body));
    } catch (error) {
      done(asBadRequest(error));
    }
  });
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (storeWhereRaw(request, body) || body.length === 0 || request.is404) {
      done(null, {});
      return;
    }
    done(unsupported(request));
  });
}

/** Only a request with a verified credential may have many values, because examining them takes time. */
function maxValuesOf({ requestContext }: FastifyRequest): number {
  return requestContext?.credential === undefined ? MAX_OPEN_VALUES : MAX_VALUES;
}

function unsupported({ headers }: FastifyRequest): UnsupportedMediaTypeException {
  return new UnsupportedMediaTypeException(`Unsupported content type: ${headers['content-type'] ?? '(none)'}`);
}

function storeRawBodyIfSigned(request: FastifyRequest, body: Buffer): void {
  const { signature } = request.dialect;
  if (signature !== undefined && request.headers[signature] !== undefined) {
    request.rawBody = body;
  }
}

/** Whether the route reads the bytes of any type itself. */
function storeWhereRaw(request: FastifyRequest, body: Buffer): boolean {
  // Contrary to its type, the config may be undefined.
  const { config } = request.routeOptions as { config?: FastifyContextConfig };
  const isRaw = config?.rawBodyBytes !== undefined;
  if (isRaw) {
    request.rawBody = body;
  }
  return isRaw;
}

/** Any other error would be reported as an internal error. */
function asBadRequest(error: unknown): Error {
  return error instanceof HttpException || error instanceof DomainError
    ? error
    : new BadRequestException('The body is not valid JSON');
}
