import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../../common/errors/domain-error';
import type { FormValues } from '../../common/http/form-fields';
import { currentRequest } from '../../common/http/request-context';
import { IdempotencyService } from '../../platform/idempotency/idempotency.service';
import type { SeeOther } from './page';

/** The hidden field of a form that is to be sent once: a random text, new each time the form is opened. */
export const ONCE_FIELD = 'form_id';

const MAX_ATTEMPTS = 50;
const RETRY_MS = 200;

/** Makes the change of a form once, however often the same form is sent. Later ones get the first answer, for 24 hours. */
@Injectable()
export class SendOnceService {
  constructor(private readonly idempotency: IdempotencyService) {}

  /** @param change returns the address that the answer leads to; it joins the transaction that remembers it */
  async run(path: string, body: FormValues, change: () => Promise<string>): Promise<SeeOther['path']> {
    // A form with other values is another form, such as after a step back in the browser.
    const sent = sha256(JSON.stringify(body));
    const actor = currentRequest()?.actor;
    const request = {
      caller: actor ? `${actor.type}:${actor.id}` : '',
      method: 'POST',
      pathHash: sha256(path),
      key: sent,
      bodyHash: sent,
    };
    const { answer } = await this.retried(() =>
      this.idempotency.once(request, [], async () => ({ status: 303, answer: { path: await change() } })),
    );
    return (answer as { path: string }).path;
  }

  /** Waits for the same form that is being handled, without a connection. */
  private async retried<T>(attempt: () => Promise<T>): Promise<T> {
    for (let attempts = 1; ; attempts++) {
      try {
        return await attempt();
      } catch (error) {
        const isBusy = error instanceof DomainError && error.code === 'IDEMPOTENCY_KEY_IN_USE';
        if (!isBusy || attempts === MAX_ATTEMPTS) {
          throw error;
        }
        await setTimeout(RETRY_MS);
      }
    }
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
