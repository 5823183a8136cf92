import type { LoggerService } from '@nestjs/common';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { pino } from 'pino';
import type { ReceivedRequest } from '../http/received-request';
import { currentRequest } from '../http/request-context';
import { currentSpan } from '../tracing/tracing';

/** Lines are written together, at the latest after this time, and when the process exits. */
const FLUSHED_EVERY_MS = 100;
const BUFFERED_BYTES = 4_096;

let destination: ReturnType<typeof pino.destination> | undefined;

/** Standard error; standard output is reserved for messages to the operator. One for all loggers, with one timer. */
export function logDestination(): ReturnType<typeof pino.destination> {
  return (destination ??= pino.destination({
    fd: 2,
    sync: false,
    minLength: BUFFERED_BYTES,
    periodicFlush: FLUSHED_EVERY_MS,
  }));
}

/** Writes JSON lines. Error properties that may contain secrets, such as query parameters, are not logged. */
export function rootLogger(level: string): FastifyBaseLogger {
  return pino(
    {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: (error: Error) => ({ type: error.name, message: error.message, stack: error.stack }) },
    },
    logDestination(),
  );
}

/** Logs one line per request with its route pattern: a path may contain a license key. */
export function useRequestLog(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    logRequest(request.log, request, reply.statusCode, reply.elapsedTime);
    done();
  });
}

/** @param elapsed in milliseconds */
export function logRequest(
  logger: FastifyBaseLogger,
  { id, raw, routeOptions, ip, span }: ReceivedRequest,
  status: number,
  elapsed: number,
): void {
  const line = {
    reqId: id,
    msg: 'request',
    method: raw.method,
    route: routeOptions.url ?? null,
    status,
    ms: Math.round(elapsed * 10) / 10,
    ip,
  };
  logger.info(span ? { ...line, trace_id: span.traceId } : line);
}

/** Writes Nest's messages to the same log, with the ids of the request and of the trace that they belong to. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: FastifyBaseLogger) {}

  log(message: unknown, context?: unknown): void {
    this.logger.debug(fieldsOf(context), String(message));
  }

  debug(message: unknown, context?: unknown): void {
    this.logger.debug(fieldsOf(context), String(message));
  }

  verbose(message: unknown, context?: unknown): void {
    this.logger.trace(fieldsOf(context), String(message));
  }

  warn(message: unknown, context?: unknown): void {
    this.logger.warn(fieldsOf(context), String(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    if (message instanceof Error) {
      this.logger.error({ err: message, ...fieldsOf(context) }, message.message);
      return;
    }
    this.logger.error(fieldsOf(context), String(message));
  }

  fatal(message: unknown, context?: unknown): void {
    this.logger.fatal(fieldsOf(context), String(message));
  }
}

function fieldsOf(context: unknown): object {
  const reqId = currentRequest()?.requestId;
  const span = currentSpan();
  return { context, ...(reqId && { reqId }), ...(span && { trace_id: span.traceId }) };
}
