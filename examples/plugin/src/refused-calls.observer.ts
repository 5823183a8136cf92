import { Injectable, Logger } from '@nestjs/common';
import { CallObserver, type ObservedCall } from 'keyward/core/verification';

/** Notes in the log who tries to use a license on hold. */
@Injectable()
export class RefusedCallsObserver extends CallObserver {
  private readonly logger = new Logger('Notes');

  observe(calls: readonly ObservedCall[]): void {
    for (const { outcome, key, address } of calls) {
      if (outcome === 'LICENSE_ON_HOLD') {
        this.logger.warn({ key, address }, 'A license on hold was asked for');
      }
    }
  }
}
