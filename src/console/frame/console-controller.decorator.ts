import {
  applyDecorators,
  Controller,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  Injectable,
  Logger,
  type NestInterceptor,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Dialect } from '../../common/dialects/dialect.decorator';
import { TakesForms } from '../../common/http/uploads';
import { CONSOLE } from './console.dialect';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { catchError, from, mergeMap, type Observable } from 'rxjs';
import { isManagement } from '../../common/access/authorized.decorator';
import { changeReasonOf } from '../../common/http/change-reason.dto';
import type { FormValues } from '../../common/http/form-fields';
import { type AttentionCounts, AttentionCountsService } from '../../events/webhooks/attention-counts.service';
import { currentRequest } from '../../common/http/request-context';
import { routeConfigOf } from '../../common/http/route-config';
import { REASON_REQUIRED } from '../../platform/settings/change-reason.settings';
import { SettingValuesService } from '../../platform/settings/setting-values.service';
import { needsReason, takeChangeReason } from '../kit/change-reason';
import { setFlash, takeFlash } from '../kit/flash';
import { Page, PageForm, SeeOther } from '../kit/page';
import { signedIn } from '../kit/signed-in';
import { problemsOf } from '../kit/submit-form';
import { askReason } from './ask-reason';
import { renderPage } from './render-page';

/** A controller of the console: its handlers take forms and return a `Page` or a `SeeOther`. */
export function ConsoleController(path: string | string[] = ''): ClassDecorator {
  return applyDecorators(
    Controller(path),
    Dialect(CONSOLE),
    TakesForms(),
    ApiExcludeController(),
    UseInterceptors(PageInterceptor),
  );
}

/** Sends what a handler returns: a page or a form as HTML, a `SeeOther` as a redirect, and anything else as it is. */
@Injectable()
class PageInterceptor implements NestInterceptor {
  private readonly logger = new Logger('Console');

  constructor(
    private readonly attention: AttentionCountsService,
    private readonly settings: SettingValuesService,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest<{ Body?: FormValues }>>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return from(this.prepareReason(request)).pipe(
      mergeMap(() => next.handle()),
      mergeMap(async (returned: unknown) => {
        const result = returned instanceof PageForm ? await answerOf(returned, request) : returned;
        if (result instanceof Page) {
          return sendPage(result, request, reply, await this.countsFor(result));
        }
        if (result instanceof SeeOther) {
          redirect(result, request, reply);
          return undefined;
        }
        return result;
      }),
      catchError(async (error: unknown) => {
        if (!needsReason(error)) {
          throw error;
        }
        const page = askReason(error, request);
        return sendPage(page, request, reply, await this.countsFor(page));
      }),
    );
  }

  /** The reason of a change without a form of its own; a form takes it itself and shows what is wrong with it. */
  private async prepareReason(request: FastifyRequest<{ Body?: FormValues }>): Promise<void> {
    const current = currentRequest();
    if (current && isManagement(routeConfigOf(request)?.access)) {
      current.changeReason = changeReasonOf({}, this.settings.get(REASON_REQUIRED));
      await problemsOf(takeChangeReason(request.body ?? {}));
    }
  }

  /** For the navigation, which a page can do without. */
  private async countsFor({ content }: Page): Promise<AttentionCounts | undefined> {
    if (!signedIn() || content.isBare) {
      return undefined;
    }
    try {
      return await this.attention.read();
    } catch (error) {
      this.logger.warn(error, 'The navigation is shown without counts');
      return undefined;
    }
  }
}

/** A form is shown or, with a POST, submitted. */
function answerOf(
  form: PageForm,
  { method, body }: FastifyRequest<{ Body?: FormValues }>,
): Page | Promise<Page | SeeOther> {
  return method === 'POST' ? form.submit(body ?? {}) : form.show();
}

function sendPage(page: Page, request: FastifyRequest, reply: FastifyReply, counts?: AttentionCounts): string {
  reply.status(page.status).headers(page.headers).type('text/html; charset=utf-8');
  return renderPage(page.content, request, takeFlash(request, reply), counts);
}

function redirect({ path, flash }: SeeOther, request: FastifyRequest, reply: FastifyReply): void {
  reply.status(303).header('location', path);
  if (flash) {
    setFlash(request, reply, flash);
  }
}
