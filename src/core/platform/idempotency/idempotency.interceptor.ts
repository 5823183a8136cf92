import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { NATIVE_VERSIONS } from '../../common/api-versions/native-versions';
import { NATIVE } from '../../common/dialects/native.dialect';
import { currentRequest, type RequestContext } from '../../common/http/request-context';
import { SecretsService } from '../config/secrets.service';
import { UnitOfWork } from '../database/unit-of-work';
import { NOT_IDEMPOTENT, SECRET_FIELDS } from './idempotency.decorators';
import { IdempotencyService } from './idempotency.service';
import { fingerprintOfRequest } from './request-fingerprint';
import { RequestSubject } from './request-subject';

const MUTATIONS: readonly string[] = ['POST', 'PUT', 'PATCH', 'DELETE'];

/** Executes a change only once per Idempotency-Key. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly idempotency: IdempotencyService,
    private readonly work: UnitOfWork,
    private readonly reflector: Reflector,
    private readonly secrets: SecretsService,
    private readonly subject: RequestSubject,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const key = request.headers['idempotency-key'];
    if (typeof key !== 'string' || !this.applies(context, request)) {
      return next.handle();
    }
    return from(this.once(context, request, key, next));
  }

  private applies(context: ExecutionContext, request: FastifyRequest): boolean {
    return (
      currentRequest()?.dialect.name === NATIVE.name &&
      MUTATIONS.includes(request.method) &&
      !this.reflector.get<boolean | undefined>(NOT_IDEMPOTENT, context.getHandler())
    );
  }

  private async once(
    context: ExecutionContext,
    request: FastifyRequest,
    key: string,
    next: CallHandler,
  ): Promise<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const secrets = this.reflector.get<string[] | undefined>(SECRET_FIELDS, context.getHandler()) ?? [];
    const fingerprint = fingerprintOfRequest(request, key, await this.secrets.get('JWT_SECRET'));
    // Wait for the turn before the transaction begins: a waiting request must not hold a connection.
    const current = currentRequest();
    const { status, answer, isReplayed, apiVersion } = await this.work.runQueued(this.subject.of(request), () =>
      this.idempotency.once(fingerprint, secrets, async () => {
        const answer: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
        return { status: reply.statusCode, answer, apiVersion: current?.apiVersion };
      }),
    );
    reply.status(status);
    if (isReplayed) {
      reply.header('idempotent-replayed', 'true');
      setVersion(current, apiVersion);
    }
    return answer;
  }
}

/** The answer is in the version of the first request, whatever this one asks for. */
function setVersion(current: RequestContext | undefined, apiVersion: string | undefined): void {
  if (current) {
    current.apiVersion = NATIVE_VERSIONS.known(apiVersion);
  }
}
