import { BadRequestException, HttpException, UnsupportedMediaTypeException } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Dialects } from '../dialects/dialects';
import { DomainError } from '../errors/domain-error';
import { readUrlEncoded } from './form-fields';
import { readJsonBody } from './json-body';

declare module 'fastify' {
  interface FastifyRequest {
    /** The body as it came, where it is signed. */
    rawBody?: Buffer;
  }
}

const JSON_TYPES = /^application\/([\w.+-]+\+)?json/i;
const URL_ENCODED = /^application\/x-www-form-urlencoded/i;

/**
 * How bodies are read: JSON, and forms where a route takes them; a body of no bytes is none, whatever it
 * calls itself; all else is 415.
 */
export function useBodyParsers(fastify: FastifyInstance, dialects: Dialects): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(JSON_TYPES, { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    keepIfSigned(request, body, dialects);
    try {
      done(null, readJsonBody(body));
    } catch (error) {
      done(asBadRequest(error));
    }
  });
  fastify.addContentTypeParser(URL_ENCODED, { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (body.length > 0 && !request.routeOptions.config.takesForms) {
      done(unread(request));
      return;
    }
    try {
      done(null, readUrlEncoded(body));
    } catch (error) {
      done(asBadRequest(error));
    }
  });
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (body.length === 0) {
      done(null, {});
      return;
    }
    done(unread(request));
  });
}

function unread({ headers }: FastifyRequest): UnsupportedMediaTypeException {
  return new UnsupportedMediaTypeException(`A body of type ${headers['content-type'] ?? '(none)'} is not read here`);
}

function keepIfSigned(request: FastifyRequest, body: Buffer, dialects: Dialects): void {
  const { signature } = dialects.ownerOf(request);
  if (signature !== undefined && request.headers[signature] !== undefined) {
    request.rawBody = body;
  }
}

/** The error filter knows our errors and an HttpException's status; a bare error would count as a failure of ours. */
function asBadRequest(error: unknown): Error {
  return error instanceof HttpException || error instanceof DomainError
    ? error
    : new BadRequestException('The body is not valid JSON');
}
