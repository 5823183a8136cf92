import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { UnitOfWork } from '../../../core/platform';
import { type RehearsedVerdict } from '../../../core/platform/internal';
import { inRequest } from '../../../core/common';
import { withoutCounting } from '../../../core/common/internal';
import type { Answer } from './compare-answers';
import type { ProgramRequest } from './program-request';
import { isReadable, LARGEST_ANSWER } from './readable-answer';

const OF_LENGTH = new Set(['content-length', 'transfer-encoding', 'connection', 'expect']);

export interface Rehearsed {
  /** Undefined for a file or a page. */
  readonly answer: Answer | undefined;
  readonly verdicts: readonly RehearsedVerdict[];
}

/**
 * Answers requests without effects: in a transaction that is rolled back. Nothing is stored, sent or announced. Limits by
 * address and credential have counted the request before it was forwarded.
 */
@Injectable()
export class RehearseRequestService {
  constructor(
    private readonly adapter: HttpAdapterHost,
    private readonly work: UnitOfWork,
  ) {}

  async rehearse({ method, url, headers, body, remoteAddress }: ProgramRequest): Promise<Rehearsed> {
    const fastify = this.adapter.httpAdapter.getInstance<FastifyInstance>();
    const verdicts: RehearsedVerdict[] = [];
    const sent = Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_LENGTH.has(name)));
    const rehearsal = { noteVerdict: (verdict: RehearsedVerdict) => void verdicts.push(verdict) };
    const reply = await inRequest(undefined, () =>
      // Awaited inside: an injected request begins when somebody awaits it.
      this.work.rehearse(rehearsal, () =>
        withoutCounting(
          async () =>
            await fastify.inject({
              method: method as InjectOptions['method'],
              url,
              headers: sent,
              remoteAddress,
              ...(body.length > 0 && { payload: body }),
            }),
        ),
      ),
    );
    const type = reply.headers['content-type'];
    const isText = isReadable(typeof type === 'string' ? type : undefined) && reply.rawPayload.length <= LARGEST_ANSWER;
    return { answer: isText ? { status: reply.statusCode, body: reply.payload } : undefined, verdicts };
  }
}
