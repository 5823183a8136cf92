import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { ReplicaReads } from '../database/replica-reads.service';

@Injectable()
class ReplicaInterceptor implements NestInterceptor<unknown, unknown> {
  constructor(private readonly replica: ReplicaReads) {}

  intercept(_context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    return from(this.replica.run(() => lastValueFrom(next.handle(), { defaultValue: undefined })));
  }
}

/**
 * The route only reads, and what it answers may be as old as DATABASE_READ_MAX_LAG_S allows. Its guards read from the primary.
 */
export const FromReplica = (): ClassDecorator & MethodDecorator => UseInterceptors(ReplicaInterceptor);
