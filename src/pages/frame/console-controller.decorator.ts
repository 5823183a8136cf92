import {
  applyDecorators,
  type CallHandler,
  Controller,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  UseInterceptors,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { catchError, from, mergeMap, type Observable } from 'rxjs';
import { currentRequest, Dialect, type FormValues, routeConfigOf, TakesForms } from '../../core/common';
import { changeReasonOf, isManagement } from '../../core/common/internal';
import { SettingValuesService } from '../../core/platform';
import { REASON_REQUIRED } from '../../core/platform/internal';
import { needsReason, takeChangeReason } from '../kit/change-reason';
import { Page, SeeOther } from '../kit/page';
import { SendOnceInterceptor } from '../kit/send-once.interceptor';
import { problemsOf } from '../kit/submit-form';
import { askReason } from './ask-reason';
import { CONSOLE_NAME, ConsoleFrame } from './console-frame';
import { redirect } from './redirect';

/** A controller of the console: its handlers take forms and return a `Page` or a `SeeOther`. */
export function ConsoleController(path: string | string[] = ''): ClassDecorator {
  return applyDecorators(
    Controller(path),
    Dialect({ name: CONSOLE_NAME }),
    TakesForms(),
    ApiExcludeController(),
    UseInterceptors(PageInterceptor, SendOnceInterceptor),
  );
}

/** Sends what a handler returns: a page as HTML, a `SeeOther` as a redirect, and anything else as it is. */
@Injectable()
class PageInterceptor implements NestInterceptor {
  constructor(
    private readonly frame: ConsoleFrame,
    private readonly settings: SettingValuesService,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest<{ Body?: FormValues }>>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return from(this.prepareReason(request)).pipe(
      mergeMap(() => next.handle()),
      mergeMap(async (result: unknown) => {
        if (result instanceof Page) {
          return this.frame.send(result, request, reply);
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
        return this.frame.send(askReason(error, request), request, reply);
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
}
