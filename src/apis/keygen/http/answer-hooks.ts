import { Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { addDialectHooks } from '../../../core/common';
import type { AnswerSignaturesService } from '../app/answer-signatures.service';
import { KEYGEN } from '../keygen.dialect';
import { accountIn } from './account';
import { signatureFault } from './accepted-signature';

const JSON_TYPE = 'application/json';
const JSON_API_TYPE = 'application/vnd.api+json';

const logger = new Logger('KeygenAnswers');

/** Gives all answers of the API, errors too, their media type and their signature. */
export function useKeygenAnswers(fastify: FastifyInstance, signatures: AnswerSignaturesService): void {
  addDialectHooks(fastify, [KEYGEN], {
    onSend: (request, reply, payload, done) => {
      // An answer of an old server, in front of which this one stands, is a stream.
      if (!isText(payload) || reply.hasHeader('keygen-signature')) {
        done(null, payload);
        return;
      }
      if (payload) {
        reply.type(`${mediaTypeFor(request)}; charset=utf-8`);
      }
      sign(signatures, request, reply, payload ?? '').then(
        () => done(null, payload),
        (error: unknown) => {
          logger.error(error);
          done(null, payload);
        },
      );
    },
  });
}

async function sign(
  signatures: AnswerSignaturesService,
  request: FastifyRequest,
  reply: FastifyReply,
  body: string,
): Promise<void> {
  const account = request.keygenAccount ?? accountIn(request);
  const headers = await signatures.headers(
    { method: request.method, host: request.host, target: request.originalUrl, account },
    body,
  );
  if (signatureFault(request.headers, account) === undefined) {
    void reply.headers(headers);
  }
}

function isText(payload: unknown): payload is string | null | undefined {
  return typeof payload === 'string' || payload === null || payload === undefined;
}

/** JSON for programs that accept nothing else, or name it first. */
function mediaTypeFor({ headers: { accept = '' } }: FastifyRequest): string {
  const [json, jsonApi] = [accept.indexOf(JSON_TYPE), accept.indexOf(JSON_API_TYPE)];
  return json >= 0 && (jsonApi < 0 || json < jsonApi) ? JSON_TYPE : JSON_API_TYPE;
}
