import { Injectable, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type AttentionCounts } from '../../../core/events';
import { AttentionCountsService } from '../../../core/events/internal';
import { SavedViewsService } from '../../../core/identity/internal';
import { MaintenanceService } from '../../../core/platform/internal';
import type { ListState } from '../../../pages/components/list-state';
import { ConsoleFrame } from '../../../pages/frame/console-frame';
import { redirect } from '../../../pages/frame/redirect';
import { takeFlash } from '../../../pages/kit/flash';
import { searchOf, viewPath, viewQuery } from '../../../pages/kit/list-address';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { renderPage } from './render-page';
import { isAt, savedListsFor } from './saved-lists';
import { signedIn, signedInCaller } from './signed-in';

/** Pages with the navigation, its counts, and the saved views of their list. */
@Injectable()
export class ConsoleFrameService extends ConsoleFrame {
  private readonly logger = new Logger('Console');

  constructor(
    private readonly attention: AttentionCountsService,
    private readonly views: SavedViewsService,
    private readonly maintenance: MaintenanceService,
  ) {
    super();
  }

  async send(page: Page, request: FastifyRequest, reply: FastifyReply): Promise<string | undefined> {
    const [counts, list] = await Promise.all([this.countsFor(page), this.listOf(page, request)]);
    const first = list?.views.find(({ isDefault }) => isDefault);
    if (list && first && request.method === 'GET' && !request.url.includes('?')) {
      redirect(new SeeOther(viewPath(list.path, first.query)), request, reply);
      return undefined;
    }
    reply.status(page.status).headers(page.headers).type('text/html; charset=utf-8');
    const { current: maintenance } = this.maintenance;
    return renderPage(page.content, request, { flash: takeFlash(request, reply), counts, list, maintenance });
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
