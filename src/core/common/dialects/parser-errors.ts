import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { problem } from '../errors/domain-error';
import type { Problem } from '../errors/problem';
import { renderError, type RenderedError } from '../errors/render-error';
import type { UnfinishedBodies } from '../http/transfer-time';
import type { ErrorFilter } from './error.filter';
import { NATIVE } from './native.dialect';

interface Refusal {
  readonly status: number;
  readonly problem: Problem;
}

const INVALID: Refusal = { status: 400, problem: problem('HTTP_INVALID') };
const BY_CODE: Readonly<Record<string, Refusal>> = {
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, problem: problem('HTTP_TOO_SLOW') },
  HPE_HEADER_OVERFLOW: { status: 431, problem: problem('HTTP_HEADERS_TOO_LARGE') },
};
/** Time for which the rest of a refused request is read: bytes on their way would reset the connection before the answer is read. */
const LINGER_MS = 500;

/**
 * Answers what the HTTP parser refuses, and requests that do not arrive, and closes the connection. If the body is at fault, the
 * answer has the format of its API; before, the path is unknown. Each connection gets one such answer and one line of the log.
 */
export function useParserErrors(fastify: FastifyInstance, errors: ErrorFilter, bodies: UnfinishedBodies): void {
  const { server, log } = fastify;
  // Fastify's own answer has neither a request id nor this format.
  server.removeAllListeners('clientError');
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const unfinished = bodies.on(socket);
    if (socket.destroyed || socket.writableEnded) {
      return;
    }
    if (!socket.writable || unfinished?.response.headersSent) {
      socket.destroy();
      return;
    }
    const { status, problem } = BY_CODE[error.code ?? ''] ?? INVALID;
    const { request } = unfinished ?? {};
    const id = request?.id ?? randomUUID();
    const { ip = socket.remoteAddress, raw, routeOptions } = request ?? {};
    // Fastify's hooks do not see the end of such a response.
    const { method = null } = raw ?? {};
    log.info({ reqId: id, msg: 'request', method, route: routeOptions?.url ?? null, status, ip });
    const answer = request ? errors.rendered(problem, request) : renderError(problem, NATIVE.errors, id);
    socket.end(messageOf(status, id, answer));
    setTimeout(() => socket.destroy(), LINGER_MS).unref();
  });
}

function messageOf(status: number, id: string, { headers, body }: RenderedError): string {
  const text = body === null ? '' : JSON.stringify(body);
  const fields = {
    ...headers,
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(text)),
    'cache-control': 'no-store',
    connection: 'close',
    'x-request-id': id,
  };
  const head = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${head.join('')}\r\n${text}`;
}
