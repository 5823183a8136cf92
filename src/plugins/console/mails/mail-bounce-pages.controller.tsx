import { Get, Post, Query } from '@nestjs/common';
import { Authorized } from '../../../core/common';
import { texts } from '../../../core/i18n';
import { type Caller, CurrentCaller, isPermitted } from '../../../core/identity';
import { FromReplica } from '../../../core/platform';
import { MailBouncesService } from '../../../core/platform/internal';
import { PostButton } from '../../../pages/components/button';
import { listPage } from '../../../pages/components/list-page';
import { trailPages } from '../../../pages/components/list-pages';
import { Cut } from '../../../pages/components/table';
import { Time } from '../../../pages/components/text';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { mailCrumbs, MailTabs } from './mail-parts';
import { BounceListQueryDto, BounceQueryDto, BOUNCES_PATH, clearBouncePath } from './mail-paths';

const BOUNCES_PER_PAGE = 50;

/** Addresses that take no e-mails. */
@ConsoleController(BOUNCES_PATH)
export class MailBouncePagesController {
  constructor(private readonly bounces: MailBouncesService) {}

  @Get()
  @FromReplica()
  @Authorized('mails:read')
  async showBounces(@CurrentCaller() caller: Caller, @Query() query: BounceListQueryDto): Promise<Page> {
    const t = texts('mails');
    const { q, after } = query;
    const { rows, next } = await this.bounces.list({ limit: BOUNCES_PER_PAGE, after }, { q });
    const canWrite = isPermitted(caller, 'mails:write');
    return listPage({
      title: t.bounces,
      lead: t.bouncesLead,
      crumbs: mailCrumbs(),
      above: <MailTabs current={BOUNCES_PATH} caller={caller} />,
      path: BOUNCES_PATH,
      query: { q },
      search: { label: t.searchBounces, placeholder: t.searchBouncesHint, hasNoClear: true },
      isBlank: rows.length === 0 && q === undefined,
      rows,
      columns: [
        {
          head: t.address,
          width: 40,
          onCard: 'title',
          cell: ({ email, reason }) => (
            <>
              <Cut text={email} />
              <span class="row-note cut" title={reason ?? undefined}>
                {reason}
              </span>
            </>
          ),
        },
        {
          name: 'created',
          head: t.marked,
          isRight: true,
          onCard: 'left',
          cell: ({ createdAt }) => <Time at={createdAt} as="age" />,
        },
        canWrite && {
          head: t.clear,
          isRight: true,
          onCard: 'right',
          cell: ({ email }) => (
            <PostButton isSmall action={clearBouncePath(email)} text={t.clear} label={t.clearOf({ email })} />
          ),
        },
      ],
      order: texts('lists').newestFirst,
      pages: trailPages(query, next, BOUNCES_PER_PAGE),
      empty: { icon: 'mail', title: t.noBounces, text: t.noBouncesText },
      noMatch: { title: t.nothingTitle, showAll: t.showAll },
    });
  }

  @Post('clear')
  @Authorized('mails:write')
  async clearBounce(@Query() { email }: BounceQueryDto): Promise<SeeOther> {
    await this.bounces.clear(email);
    return SeeOther.done(BOUNCES_PATH, texts('mails').cleared({ email }));
  }
}
