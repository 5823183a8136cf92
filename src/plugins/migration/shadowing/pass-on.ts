import { pipeline } from 'node:stream/promises';
import type { FastifyReply } from 'fastify';
import type { Dispatcher } from 'undici';
import { endIfUnread } from '../../../core/common/internal';
import type { Answer } from './compare-answers';
import { answerIn } from './old-server.service';
import { answerHeaders } from './passed-headers';
import { KeptBody } from './readable-answer';

/** The beginning of an answer of the old server. */
export type OldAnswer = Dispatcher.ResponseData;

/**
 * Passes the answer on to the program. A part of an answer ends the connection: the program must not take it for a whole one.
 * Returns the answer if it can be compared.
 */
export async function passOn(answer: OldAnswer, reply: FastifyReply, signal: AbortSignal): Promise<Answer | undefined> {
  const { statusCode, headers, body } = answer;
  const kept = new KeptBody();
  reply.hijack();
  endIfUnread(reply.request);
  const transport = reply.getHeader('strict-transport-security');
  reply.raw.writeHead(statusCode, [
    ...answerHeaders(headers),
    ...(transport === undefined ? [] : ['strict-transport-security', String(transport)]),
  ]);
  try {
    // Ended below: the pipeline would wait until a response is closed, which that to an injected request never is.
    await pipeline(body, (chunks) => keeping(kept, chunks), reply.raw, { signal, end: false });
  } catch (error) {
    reply.raw.destroy();
    throw error;
  }
  reply.raw.end();
  return answerIn(statusCode, headers, kept);
}

async function* keeping(kept: KeptBody, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    kept.add(chunk);
    yield chunk;
  }
}
