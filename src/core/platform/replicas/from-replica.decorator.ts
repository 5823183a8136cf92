import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  SetMetadata,
  UseInterceptors,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { type Freshness, ReplicaReads } from '../database/replica-reads.service';

export const FRESHNESS = 'keyward:freshness';

@Injectable()
class ReplicaInterceptor implements NestInterceptor<unknown, unknown> {
  constructor(
    private readonly replica: ReplicaReads,
    private readonly reflector: Reflector,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const freshness = this.reflector.getAllAndOverride<Freshness>(FRESHNESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    return from(this.replica.run(freshness, () => lastValueFrom(next.handle(), { defaultValue: undefined })));
  }
}

/** The route only reads. Its guards read from the primary. */
export const FromReplica = (freshness: Freshness = 'current'): ClassDecorator & MethodDecorator =>
  applyDecorators(SetMetadata(FRESHNESS, freshness), UseInterceptors(ReplicaInterceptor));
