import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { inRequest, NATIVE, problem, type SampleCall, type SampleInput } from '../../../../core/common';
import { SampleApiKey } from '../../../../core/identity';

const TIMEOUT_MS = 10_000;
/** Longer answers are cut. */
const MAX_BODY = 16_384;

export type Headers = readonly (readonly [name: string, value: string])[];

/** A request and its answer as they were on the wire. */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: string;
  readonly answer: {
    readonly status: number;
    readonly headers: Headers;
    readonly body: string;
    readonly milliseconds: number;
  };
}

/**
 * Sends requests of people to this server itself. They go through everything that a request of a program does: guards,
 * limits by the person's address, log. Nothing of the person's session goes with them.
 */
@Injectable()
export class TryRequestService {
  constructor(
    private readonly adapter: HttpAdapterHost,
    private readonly sampleKey: SampleApiKey,
  ) {}

  async send(dialect: string, operation: SampleCall, form: SampleInput, person: FastifyRequest): Promise<Exchange> {
    const { method } = operation;
    const input = { ...form, credential: form.credential ?? this.sampleKey.value };
    // Below its prefix, an API has no paths in common with others.
    const url = dialect === NATIVE.name ? operation.path : `/dialects/${dialect}${operation.path}`;
    const payload = operation.body && JSON.stringify(operation.body(input));
    const headers = headersOf(operation, input);
    const begun = performance.now();
    const fastify = this.adapter.httpAdapter.getInstance<FastifyInstance>();
    const sending = inRequest(undefined, () =>
      fastify.inject({ method, url, headers, payload, remoteAddress: person.ip, authority: person.host }),
    );
    const reply = await inTime(sending);
    return {
      method,
      url,
      headers: Object.entries(headers),
      body: payload ?? '',
      answer: {
        status: reply.statusCode,
        headers: Object.entries(reply.headers).flatMap(([name, value]) =>
          [value ?? []].flat().map((one) => [name, String(one)] as const),
        ),
        body: reply.payload.slice(0, MAX_BODY),
        milliseconds: Math.round(performance.now() - begun),
      },
    };
  }
}

function headersOf({ headers, body }: SampleCall, input: SampleInput): Record<string, string> {
  const all = {
    accept: 'application/json',
    'content-type': body && 'application/json',
    'user-agent': 'Keyward console',
    ...headers?.(input),
  };
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    const seconds = TIMEOUT_MS / 1000;
    timer = setTimeout(() => reject(problem('TRIED_SERVER_SILENT', { seconds })), TIMEOUT_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
