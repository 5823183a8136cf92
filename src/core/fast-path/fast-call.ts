import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AnswerHead } from '../common/http/fast-path.decorator';
import type { ReceivedRequest } from '../common/http/received-request';
import { startRequestSpan } from '../common/tracing/request-spans';
import { type Span, tracing } from '../common/tracing/tracing';
import type { RequestInFlight } from '../common/limits/in-flight';
import type { FastRoute } from './fast-route';
import type { Fields } from './untransformed-input';

/** A request on the fast path and the answer to it. */
export class FastCall implements ReceivedRequest, AnswerHead {
  readonly id = randomUUID();
  readonly url: string;
  readonly dialect: ReceivedRequest['dialect'];
  readonly routeOptions: ReceivedRequest['routeOptions'];
  /** Status code of the answer. */
  statusCode: number;
  answerHeaders: Record<string, string> = {};
  body: unknown = undefined;
  /** Input of the handler, made from the body. */
  input: Fields | undefined = undefined;
  /** The counts of this request among those in flight. */
  inFlight: RequestInFlight | undefined = undefined;
  /** Not ended, and so not recorded, if the request is handed on. */
  readonly span: Span | undefined;
  private readonly startedAt = performance.now();
  private readonly length: number;

  constructor(
    readonly raw: IncomingMessage,
    readonly response: ServerResponse,
    readonly route: FastRoute,
    readonly ip: string,
  ) {
    this.url = route.path;
    this.dialect = route.dialect;
    this.routeOptions = route.options;
    this.statusCode = route.status;
    this.span = tracing.tracer && startRequestSpan(this);
    this.length = Number(raw.headers['content-length']);
  }

  get headers(): IncomingMessage['headers'] {
    return this.raw.headers;
  }

  /** Whether the whole body has arrived. */
  get isReceived(): boolean {
    return this.raw.readableLength >= this.length;
  }

  /** Since the request has arrived, in milliseconds. */
  get elapsed(): number {
    return performance.now() - this.startedAt;
  }

  status(status: number): void {
    this.statusCode = status;
  }

  header(name: string, value: string): void {
    this.answerHeaders[name] = value;
  }
}
