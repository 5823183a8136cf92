import { type CallHandler, type ExecutionContext, Injectable, Logger, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, mergeMap, type Observable } from 'rxjs';
import { currentRequest, DomainError, type FormValues, problem } from '../../core/common';
import { type FormClaim, SentFormsService } from '../../core/platform/internal';
import type { Flash } from './flash';
import { FORM_ID } from './form-id';
import { Page, PageForm, SeeOther } from './page';

type FormRequest = FastifyRequest<{ Body?: unknown }>;

/** The stored answer to a form; without a path, it was a page, which is not shown again: it may contain a secret. */
interface StoredAnswer {
  readonly path?: string;
  readonly flash?: Flash;
}

/** Ends the handling of a form whose change was made before. */
class AnsweredBefore extends Error {
  constructor(readonly answer: StoredAnswer) {
    super('The form was sent before');
  }
}

/**
 * Shows or submits the form that a handler returns. A form that is sent again, with the same values, within 24 hours makes
 * no second change: it gets the first answer. Refusals are not stored.
 */
@Injectable()
export class SendOnceInterceptor implements NestInterceptor {
  private readonly logger = new Logger('Forms');

  constructor(private readonly forms: SentFormsService) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FormRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    if (request.method !== 'POST') {
      return next
        .handle()
        .pipe(mergeMap((result: unknown) => Promise.resolve(result instanceof PageForm ? result.show() : result)));
    }
    return from(
      this.once(request, reply, async () => {
        const result: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
        return result instanceof PageForm ? result.submit(isForm(request.body) ? request.body : {}) : result;
      }),
    );
  }

  private async once(request: FormRequest, reply: FastifyReply, change: () => Promise<unknown>): Promise<unknown> {
    const sent: { claim?: FormClaim } = {};
    const receive = async (fields: FormValues, digests: FormValues = {}): Promise<FormValues> => {
      const { [FORM_ID]: id = '', ...values } = fields;
      // Those of scripts have no id.
      sent.claim = id === '' ? undefined : await this.claim(request, { ...fields, ...digests });
      return values;
    };
    const work = async (): Promise<unknown> => {
      if (isForm(request.body)) {
        request.body = await receive(request.body);
      }
      return change();
    };
    // A route that takes files reads its form itself.
    request.formReceived = receive;
    try {
      const result = await this.forms.changing(sent, work);
      if (sent.claim) {
        await this.store(sent.claim, result, reply);
      }
      return result;
    } catch (error) {
      if (error instanceof AnsweredBefore) {
        return answered(error.answer);
      }
      if (sent.claim) {
        await this.giveUp(sent.claim, error);
      }
      throw error;
    } finally {
      // Work that goes on after the answer is not the change.
      sent.claim = undefined;
    }
  }

  private async claim(request: FormRequest, values: FormValues): Promise<FormClaim> {
    const actor = currentRequest()?.actor;
    const sender = actor ? `${actor.type}:${actor.id}` : '';
    const claim = await this.forms.claim({ sender, path: request.url, values }, request.id);
    if ('answer' in claim) {
      throw new AnsweredBefore(claim.answer);
    }
    return claim;
  }

  private async store(claim: FormClaim, result: unknown, reply: FastifyReply): Promise<void> {
    try {
      if (isStored(result, claim.isCommitted, reply)) {
        await this.forms.answer(claim, result instanceof SeeOther ? { path: result.path, flash: result.flash } : {});
      } else {
        await this.forms.release(claim);
      }
    } catch (error) {
      // The change is made: the same form gets no answer, but makes no second change.
      this.logger.warn(error, 'The answer to a form could not be stored');
    }
  }

  /** After an unexpected error, a change that is committed is not made again. */
  private async giveUp(claim: FormClaim, error: unknown): Promise<void> {
    const isRefusal = error instanceof DomainError && error.kind !== 'internal' && error.kind !== 'unavailable';
    await this.forms
      .release(claim, { unlessCommitted: !isRefusal })
      .catch((reason: unknown) => this.logger.warn(reason, 'A form that was not carried out could not be released'));
  }
}

/**
 * Whether later forms get this answer. Not if the form was refused, if a page was shown without a change, or if the answer
 * sets a cookie, as signing in and choosing a language do.
 */
function isStored(result: unknown, isCommitted: boolean, reply: FastifyReply): boolean {
  if (reply.hasHeader('set-cookie') || (result instanceof Page && (result.content.isRefused || result.status >= 400))) {
    return false;
  }
  const isDone = result instanceof SeeOther && (result.flash === undefined || result.flash.tone === 'ok');
  return isCommitted || isDone;
}

function answered({ path, flash }: StoredAnswer): SeeOther {
  if (path === undefined) {
    throw problem('FORM_ALREADY_SENT');
  }
  return new SeeOther(path, flash);
}

function isForm(body: unknown): body is FormValues {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}
