import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { NATIVE } from './native.dialect';
import { currentRequest } from '../http/request-context';
import { NATIVE_VERSIONS } from '../api-versions/native-versions';
import type { Fields } from '../api-versions/version-change';

/** Serves requests of an older version, where its operation differs from the newest one. */
@Injectable()
export class ApiVersionInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const current = currentRequest();
    const version = current?.dialect.name === NATIVE.name ? current.apiVersion : undefined;
    // Handlers are named like their operations.
    const migration = version && NATIVE_VERSIONS.migrationOf(version, context.getHandler().name);
    if (!current || !migration) {
      return next.handle();
    }
    current.versionMigration = migration;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (isObject(request.body)) {
      request.body = migration.request(request.body);
    }
    return next.handle().pipe(map((answer: unknown) => (isObject(answer) ? migration.answer(answer) : answer)));
  }
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
