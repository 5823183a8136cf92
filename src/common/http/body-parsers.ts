import { BadRequestException, HttpException, UnsupportedMediaTypeException } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { DomainError } from '../errors/domain-error';
import { readJsonBody } from './json-body';

export const MAX_BODY_BYTES = 1024 * 1024;

const JSON_TYPES = /^application\/([\w.+-]+\+)?json/i;

/** How bodies are read: JSON of at most 1 MB; a body of no bytes is none, whatever it calls itself; all else is 415. */
export function useBodyParsers(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser(JSON_TYPES, { parseAs: 'buffer' }, (_request, body: Buffer, done) => {
    try {
      done(null, readJsonBody(body));
    } catch (error) {
      done(asBadRequest(error));
    }
  });
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    if (body.length === 0) {
      done(null, {});
      return;
    }
    done(
      new UnsupportedMediaTypeException(
        `A body of type ${request.headers['content-type'] ?? '(none)'} is not read here`,
      ),
    );
  });
}

/** The error filter knows our errors and an HttpException's status; a bare error would count as a failure of ours. */
function asBadRequest(error: unknown): Error {
  return error instanceof HttpException || error instanceof DomainError
    ? error
    : new BadRequestException('The body is not valid JSON');
}
