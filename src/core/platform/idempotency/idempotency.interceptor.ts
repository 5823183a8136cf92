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
    const { method, headers } = context.switchToHttp().getRequest<FastifyRequest>();
    const key = headers['idempotency-key'];
    const current = currentRequest();
    if (typeof key !== 'string' || current?.dialect.name !== NATIVE.name || !this.applies(context, method)) {
      return next.handle();
    }
    return from(this.once(context, current, key, next));
  }

  private applies(context: ExecutionContext, method: string): boolean {
    return MUTATIONS.includes(method) && !this.reflector.get<boolean | undefined>(NOT_IDEMPOTENT, context.getHandler());
  }

  private async once(
    context: ExecutionContext,
    current: RequestContext,
    key: string,
    next: CallHandler,
  ): Promise<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const secrets = this.reflector.get<string[] | undefined>(SECRET_FIELDS, context.getHandler()) ?? [];
    const fingerprint = fingerprintOfRequest(request, key, await this.secrets.get('JWT_SECRET'));
    // Wait for the turn before the transaction begins: a waiting request must not hold a connection.
    const { status, answer, isReplayed, apiVersion } = await this.work.runQueued(this.subject.of(request), () =>
      this.idempotency.once(fingerprint, secrets, async () => {
        const answer: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
        return { status: reply.statusCode, answer, apiVersion: current.apiVersion };
      }),
    );
    reply.status(status);
    if (isReplayed) {
      reply.header('idempotent-replayed', 'true');
      // The answer is in the version of the first request, whatever this one asks for.
      current.apiVersion = NATIVE_VERSIONS.known(apiVersion);
    }
    return answer;
  }
}
