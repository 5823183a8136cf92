import { Global, Injectable, Module } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { RequestSubject } from '../../platform/idempotency/request-subject';
import { changesOf } from './license-turns';

/** Queue key of a request: the license key in the body, or the id in the path. */
@Injectable()
class LicenseSubject extends RequestSubject {
  override of({ body, params }: FastifyRequest): string | undefined {
    const named = textIn(body, 'license_key') ?? textIn(params, 'id');
    return named === undefined ? undefined : changesOf(named);
  }
}

function textIn(fields: unknown, name: string): string | undefined {
  const value: unknown = typeof fields === 'object' && fields !== null ? Reflect.get(fields, name) : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** Global, so that a repeated request waits for its license's turn before it holds a connection. */
@Global()
@Module({ providers: [{ provide: RequestSubject, useClass: LicenseSubject }], exports: [RequestSubject] })
export class LicenseSubjectModule {}
