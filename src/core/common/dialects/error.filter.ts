import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { errorsOf } from './define-dialect';
import type { ReceivedRequest } from '../http/received-request';
import { contextOf, currentRequest, inRequest } from '../http/request-context';
import { routeConfigOf } from '../http/route-config';
import { versionHeaders } from './native-answers';
import { NATIVE } from './native.dialect';
import type { Problem } from '../errors/problem';
import { renderError, type RenderedError } from '../errors/render-error';
import { CONNECTION_CLOSED, toProblem } from '../errors/to-problem';
import { withUnknownId } from '../errors/unknown-id';

/** Converts errors to responses in the format of the request's dialect. */
@Catch()
export class ErrorFilter implements ExceptionFilter<unknown> {
  private readonly logger = new Logger(ErrorFilter.name);

  /** @param isDatabaseAway whether the error means that the database is temporarily unavailable */
  constructor(private readonly isDatabaseAway: (error: unknown) => boolean) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  /** Also used for errors before routing, such as a path that cannot be decoded. */
  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const problem = this.problemOf(error, request);
    // Errors before routing have no context.
    if (request.requestContext) {
      request.requestContext.errorCode = problem.code;
    }
    if (reply.sent) {
      return;
    }
    const { errorPage } = request.dialect;
    const { status, headers, body } = errorPage?.(problem, request) ?? this.render(problem, request);
    const type = typeof body === 'string' ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8';
    // An error before routing skips the hooks that set them.
    void reply
      .status(status)
      .headers({ ...versionHeaders(request), ...headers })
      .header('x-request-id', request.id);
    void (body === null ? reply.send() : reply.type(type).send(body));
  }

  /** The response to a request for an API without pages. Logs the error as `answer` does. */
  rendered(error: unknown, request: ReceivedRequest): RenderedError {
    return this.render(this.problemOf(error, request), request);
  }

  private problemOf(error: unknown, request: ReceivedRequest): Problem {
    const problem = isConnectionClosed(request) ? CONNECTION_CLOSED : toProblem(error, this.isDatabaseAway);
    // An error before the body is read has no context yet.
    inRequest(currentRequest() ?? contextOf(request), () => this.log(problem, error));
    return problem;
  }

  private render(found: Problem, request: ReceivedRequest): RenderedError {
    const [path = ''] = request.url.split('?', 1);
    const { dialect } = request;
    // The contracts of the other dialects say which fields an error names.
    const problem = dialect.name === NATIVE.name ? nativeProblem(found, request) : found;
    const route = routeConfigOf(request);
    // Below the prefix of one dialect, the routes of others are not found.
    const ofRoute = (route?.dialect ?? NATIVE.name) === dialect.name ? route?.errors : undefined;
    const rendered = renderError(problem, errorsOf(dialect, path, ofRoute), request.id, dialect.translate?.(request));
    const signed = currentRequest()?.signedRefusal;
    return signed === undefined ? rendered : { ...rendered, body: { ...bodyOf(rendered), signed } };
  }

  private log(problem: Problem, error: unknown): void {
    if (problem === CONNECTION_CLOSED) {
      this.logger.debug(`The client closed the connection: ${String(error)}`);
    }
    if (problem.kind === 'internal') {
      this.logger.error(error);
    }
    if (problem.kind === 'unavailable') {
      this.logger.warn(error);
    }
  }
}

/** With the path parameter of a row that was not found, and the names that fields have in the version of the request. */
function nativeProblem(found: Problem, { routeOptions }: ReceivedRequest): Problem {
  const problem = withUnknownId(found, routeOptions.url);
  return currentRequest()?.versionMigration?.problem(problem) ?? problem;
}

function bodyOf({ body }: RenderedError): object {
  return typeof body === 'object' && body !== null ? body : {};
}

/** The resulting error looks like a lost connection to the database. */
function isConnectionClosed({ raw }: ReceivedRequest): boolean {
  return raw.destroyed && !raw.complete;
}
