import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Agent, Dispatcher } from 'undici';
import { problem } from '../../../core/common';
import type { Answer } from './compare-answers';
import type { ProgramRequest } from './program-request';
import { requestHeaders } from './passed-headers';
import { isReadable, KeptBody, readableAnswer } from './readable-answer';
import { jsonIn } from './sent-fields';

const CONNECT_TIMEOUT_MS = 5_000;
/** For the head of an answer with the wait for a connection, and again for each part of its body. */
const ANSWER_TIMEOUT_MS = 20_000;
/** For a whole answer that this server alone reads. */
const WHOLE_ANSWER_TIMEOUT_MS = 60_000;
const CONNECTIONS = 128;
/** Further requests are refused at once, so that a silent old server does not collect those of all programs. */
const MOST_WAITING = 512;

export type OutgoingRequest = Pick<
  ProgramRequest,
  'method' | 'path' | 'headers' | 'rawHeaders' | 'body' | 'clientAddress' | 'clientHeaders' | 'protocol'
>;

/** Sends requests of programs to the old server. Redirects are passed on, not followed. */
@Injectable()
export class OldServerService implements OnModuleDestroy {
  private agent: Agent | undefined;
  private waiting = 0;

  async onModuleDestroy(): Promise<void> {
    await this.agent?.destroy();
  }

  /**
   * @param signal ends the request and the answer
   * @throws OLD_SERVER_SILENT if no answer begins in time
   */
  async send(origin: string, request: OutgoingRequest, signal?: AbortSignal): Promise<Dispatcher.ResponseData> {
    if (this.waiting >= MOST_WAITING) {
      throw problem('OLD_SERVER_SILENT');
    }
    this.waiting += 1;
    try {
      return await this.exchange(origin, request, signal);
    } catch (error) {
      throw problem('OLD_SERVER_SILENT', { cause: error });
    } finally {
      this.waiting -= 1;
    }
  }

  /**
   * The whole answer, for this server alone; undefined if it cannot be compared.
   * @throws OLD_SERVER_SILENT
   */
  async ask(origin: string, request: OutgoingRequest, ending: AbortSignal): Promise<Answer | undefined> {
    const signal = AbortSignal.any([ending, AbortSignal.timeout(WHOLE_ANSWER_TIMEOUT_MS)]);
    const { statusCode, headers, body } = await this.send(origin, request, signal);
    const kept = new KeptBody();
    // To leave the loop ends the answer: the rest of a large one is not read.
    for await (const chunk of body as AsyncIterable<Buffer>) {
      kept.add(chunk);
      if (kept.isTooLarge) {
        return undefined;
      }
    }
    return answerIn(statusCode, headers, kept);
  }

  private async exchange(
    origin: string,
    request: OutgoingRequest,
    ending?: AbortSignal,
  ): Promise<Dispatcher.ResponseData> {
    // Loaded for the first request: few installations have an old server.
    const { Agent, buildConnector, request: send } = await import('undici');
    const connect = buildConnector({ timeout: CONNECT_TIMEOUT_MS });
    this.agent ??= new Agent({
      connections: CONNECTIONS,
      // Without this, the certificate would be compared with the Host header, which names this server.
      connect: (options, callback) => connect({ ...options, servername: undefined }, callback),
      headersTimeout: 0,
      bodyTimeout: ANSWER_TIMEOUT_MS,
    });
    const { body, method } = request;
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), ANSWER_TIMEOUT_MS);
    try {
      return await send(new URL(origin).origin + request.path, {
        method,
        dispatcher: this.agent,
        headers: headersOf(request),
        signal: ending ? AbortSignal.any([ending, limit.signal]) : limit.signal,
        ...(body.length > 0 && { body }),
      });
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Some plugins of WordPress answer JSON as `text/html`. */
export function answerIn(
  status: number,
  headers: Dispatcher.ResponseData['headers'],
  { bytes }: KeptBody,
): Answer | undefined {
  const answer = bytes && readableAnswer(status, bytes, [headers['content-encoding']].flat()[0]);
  const isText = isReadable([headers['content-type']].flat()[0]);
  return answer && (isText || jsonIn(answer.body) !== undefined) ? answer : undefined;
}

/** The address is the one that this server knows: what an untrusted client writes about itself is not passed on. */
function headersOf({
  rawHeaders,
  clientHeaders,
  headers: { host },
  clientAddress,
  protocol,
}: OutgoingRequest): string[] {
  return [
    ...requestHeaders(rawHeaders, clientHeaders),
    ...['x-forwarded-for', clientAddress],
    ...['x-forwarded-proto', protocol],
    ...(host === undefined ? [] : ['host', host, 'x-forwarded-host', host]),
  ];
}
