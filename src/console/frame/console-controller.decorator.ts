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
import { SavedViewsService } from '../../identity/saved-views/saved-views.service';
import type { ListState } from '../components/list-state';
import { searchOf, viewPath, viewQuery } from '../kit/list-address';
import { needsReason, takeChangeReason } from '../kit/change-reason';
import { setFlash, takeFlash } from '../kit/flash';
import { Page, SeeOther } from '../kit/page';
import { SendOnceInterceptor } from '../kit/send-once.interceptor';
import { signedIn, signedInCaller } from '../kit/signed-in';
import { problemsOf } from '../kit/submit-form';
import { askReason } from './ask-reason';
import { renderPage } from './render-page';
import { isAt, savedListsFor } from './saved-lists';

/** A controller of the console: its handlers take forms and return a `Page` or a `SeeOther`. */
export function ConsoleController(path: string | string[] = ''): ClassDecorator {
  return applyDecorators(
    Controller(path),
    Dialect(CONSOLE),
    TakesForms(),
    ApiExcludeController(),
    UseInterceptors(PageInterceptor, SendOnceInterceptor),
  );
}

/** Sends what a handler returns: a page as HTML, a `SeeOther` as a redirect, and anything else as it is. */
@Injectable()
class PageInterceptor implements NestInterceptor {
  private readonly logger = new Logger('Console');

  constructor(
    private readonly attention: AttentionCountsService,
    private readonly settings: SettingValuesService,
    private readonly views: SavedViewsService,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest<{ Body?: FormValues }>>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return from(this.prepareReason(request)).pipe(
      mergeMap(() => next.handle()),
      mergeMap(async (result: unknown) => {
        if (result instanceof Page) {
          return this.sendPage(result, request, reply);
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
        return this.sendPage(askReason(error, request), request, reply);
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

  private async sendPage(page: Page, request: FastifyRequest, reply: FastifyReply): Promise<string | undefined> {
    const [counts, list] = await Promise.all([this.countsFor(page), this.listOf(page, request)]);
    const first = list?.views.find(({ isDefault }) => isDefault);
    if (list && first && request.method === 'GET' && !request.url.includes('?')) {
      redirect(new SeeOther(viewPath(list.path, first.query)), request, reply);
      return undefined;
    }
    reply.status(page.status).headers(page.headers).type('text/html; charset=utf-8');
    return renderPage(page.content, request, { flash: takeFlash(request, reply), counts, list });
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

  /** The saved views of the list that the page is about, which it can do without. */
  private async listOf({ content, status }: Page, request: FastifyRequest): Promise<ListState | undefined> {
    const caller = signedInCaller();
    const { list: path } = content;
    if (!caller || path === undefined || status !== 200) {
      return undefined;
    }
    const saved = savedListsFor(caller).find((one) => isAt(one, path));
    if (!saved) {
      return undefined;
    }
    const { list, places } = saved;
    const state = { list, path, query: viewQuery(searchOf(request.url)), isPlace: places !== undefined };
    try {
      return { ...state, views: await this.views.ofList(caller.user, list) };
    } catch (error) {
      this.logger.warn(error, 'A list is shown without saved views');
      return { ...state, views: [] };
    }
  }
}

function redirect({ path, flash }: SeeOther, request: FastifyRequest, reply: FastifyReply): void {
  reply.status(303).header('location', path);
  if (flash) {
    setFlash(request, reply, flash);
  }
}
