import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { RequestSubject } from '../../platform/idempotency/request-subject';
import { changeQueueKey } from './typed-key';

/** Queue key of a request, by the license key in its body or the id in its path: a repeated request waits for the first. */
@Injectable()
export class IdempotencyKeyScope extends RequestSubject {
  override of({ body, params }: FastifyRequest): string | undefined {
    const named = textIn(body, 'license_key') ?? textIn(params, 'id');
    return named === undefined ? undefined : changeQueueKey(named);
  }
}

function textIn(fields: unknown, name: string): string | undefined {
  const value: unknown = typeof fields === 'object' && fields !== null ? Reflect.get(fields, name) : undefined;
  return typeof value === 'string' ? value : undefined;
}
