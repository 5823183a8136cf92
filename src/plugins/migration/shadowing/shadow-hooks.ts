import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { addDialectHooks, type DialectDefinition, problem } from '../../../core/common';
import { BODY_BYTES } from '../../../core/common/internal';
import { type ProgramRequest, programRequest } from './program-request';
import { isReadable } from './readable-answer';
import type { Shadow, ShadowingService } from './shadowing.service';

declare module 'fastify' {
  interface FastifyRequest {
    /** A request that this server answers and the old one is asked, too. */
    shadowed?: { readonly shadow: Shadow; readonly request: ProgramRequest; answer?: string };
    /** A body that was read to find the old server. */
    keptBody?: Buffer;
  }
}

/** Hands requests of these APIs to their old servers, if they have one. */
export function useShadowing(
  fastify: FastifyInstance,
  apis: readonly DialectDefinition[],
  shadowing: ShadowingService,
): void {
  addDialectHooks(fastify, apis, {
    onRequest: (request, reply, done) => {
      if (!shadowing.mayConcern(request)) {
        done();
        return;
      }
      receive(shadowing, request, reply).then(
        (isAnswered) => isAnswered || done(),
        (error: unknown) => reply.raw.headersSent || done(error as Error),
      );
    },
    preParsing: (request, _reply, payload, done) => {
      done(null, request.keptBody ? Readable.from([request.keptBody]) : payload);
    },
    onSend: (request, reply, payload, done) => {
      const type = reply.getHeader('content-type');
      // An answer without a body has no payload.
      const text = payload ?? '';
      if (request.shadowed && typeof text === 'string' && isReadable(type === undefined ? type : String(type))) {
        request.shadowed.answer = text;
      }
      done(null, payload);
    },
    onResponse: ({ shadowed }, reply, done) => {
      if (shadowed) {
        const { shadow, request, answer } = shadowed;
        shadowing.ask(shadow, request, answer === undefined ? undefined : { status: reply.statusCode, body: answer });
      }
      done();
    },
  });
}

/** Returns whether the old server has answered. */
async function receive(shadowing: ShadowingService, received: FastifyRequest, reply: FastifyReply): Promise<boolean> {
  const body = await readBody(received);
  received.keptBody = body;
  const shadow = await shadowing.ofRequest(received, body);
  if (!shadow) {
    return false;
  }
  const request = await programRequest(received, shadow, body);
  if (await shadowing.isOurs(shadow, request)) {
    received.shadowed = { shadow, request };
    return false;
  }
  await shadowing.forward(shadow, request, reply);
  return true;
}

/** @throws PAYLOAD_TOO_LARGE */
async function readBody({ raw }: FastifyRequest): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  // A refusal is answered on the connection.
  for await (const chunk of raw.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_BYTES) {
      throw problem('PAYLOAD_TOO_LARGE');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
