import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Dialects } from '../dialects/dialects';
import type { Problem } from './problem';
import { renderError } from './render-error';
import { HUNG_UP, toProblem } from './to-problem';

/** The one place where errors become answers, each in the shape of the dialect that owns the request. */
@Catch()
export class ErrorFilter implements ExceptionFilter<unknown> {
  private readonly logger = new Logger(ErrorFilter.name);

  /** @param isDatabaseAway tells errors of a database that cannot serve a request just now */
  constructor(
    private readonly dialects: Dialects,
    private readonly isDatabaseAway: (error: unknown) => boolean,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  /** Also for what never reaches a controller, such as a path that cannot be decoded. */
  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const problem = hasHungUp(request) ? HUNG_UP : toProblem(error, this.isDatabaseAway);
    this.log(problem, error);
    if (reply.sent) {
      return;
    }
    const [path = ''] = request.url.split('?', 1);
    const { status, headers, body } = renderError(problem, this.dialects.ownerOf(request), path, request.id);
    void reply.status(status).headers(headers);
    void (body === null ? reply.send() : reply.type('application/json; charset=utf-8').send(body));
  }

  private log(problem: Problem, error: unknown): void {
    if (problem === HUNG_UP) {
      this.logger.debug(`A client hung up: ${String(error)}`);
    }
    if (problem.kind === 'internal') {
      this.logger.error(error);
    }
    if (problem.kind === 'unavailable') {
      this.logger.warn(error);
    }
  }
}

/** Whatever fails then fails for want of the rest. Its error looks like that of a lost connection to the database. */
function hasHungUp({ raw }: FastifyRequest): boolean {
  return raw.destroyed && !raw.complete;
}
