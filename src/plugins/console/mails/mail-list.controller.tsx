import { Get, Query } from '@nestjs/common';
import { Authorized } from '../../../core/common';
import { type Customer, CustomersService } from '../../../core/customers';
import { texts } from '../../../core/i18n';
import { type Caller, CurrentCaller, isPermitted, Permission } from '../../../core/identity';
import { MAIL_KIND_NAMES, MailsService } from '../../../core/mail';
import { FromReplica, type Mail, MailQueueService } from '../../../core/platform';
import { MAIL_STATES } from '../../../core/platform/internal';
import { listPage } from '../../../pages/components/list-page';
import { cursorPages } from '../../../pages/components/list-pages';
import { type Column, Cut } from '../../../pages/components/table';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import type { Page } from '../../../pages/kit/page';
import { customerPath } from '../../../pages/kit/record-paths';
import { createdColumn, kindTitle, mailColumn, mailCrumbs, MailTabs, OffBanner, stateColumn } from './mail-parts';
import { MailListQueryDto, MAILS_PATH } from './mail-paths';

const MAILS_PER_PAGE = 50;

/** The log of e-mails. */
@ConsoleController(MAILS_PATH)
export class MailListController {
  constructor(
    private readonly mails: MailsService,
    private readonly queue: MailQueueService,
    private readonly customers: CustomersService,
  ) {}

  @Get()
  @FromReplica()
  @Authorized('mails:read')
  async showMails(@CurrentCaller() caller: Caller, @Query() query: MailListQueryDto): Promise<Page> {
    const t = texts('mails');
    const { after, before, customer, ...filter } = query;
    const page = await this.mails.list({ limit: MAILS_PER_PAGE, after, before }, { ...filter, customer });
    const [owner] = customer === undefined ? [] : await this.customers.getEach([customer]);
    return listPage({
      title: t.sent,
      lead: owner ? t.ofCustomer({ name: owner.name }) : t.lead,
      crumbs: mailCrumbs(),
      above: (
        <>
          <MailTabs current={MAILS_PATH} caller={caller} />
          <OffBanner isOn={this.queue.isOn} />
        </>
      ),
      path: MAILS_PATH,
      query: MailListQueryDto.fieldsOf(query),
      views: {
        label: t.views,
        field: 'state',
        all: [{ title: t.all }, ...MAIL_STATES.map((value) => ({ value, title: t.states[value] }))],
      },
      search: {
        label: t.search,
        placeholder: t.searchHint,
        filters: [
          {
            field: 'kind',
            title: t.kind,
            values: MAIL_KIND_NAMES.map((value) => ({ value, title: kindTitle(value) })),
          },
          {
            field: 'customer',
            title: t.customer,
            values: customer === undefined ? undefined : [{ value: customer, title: owner?.name ?? customer }],
          },
        ],
      },
      rows: page.rows,
      columns: columns(isPermitted(caller, Permission.CustomersRead)),
      order: texts('lists').newestFirst,
      pages: cursorPages(page),
      empty: { icon: 'mail', title: t.emptyTitle, text: t.emptyText },
      noMatch: { title: t.nothingTitle, showAll: t.showAll },
    });
  }
}

function columns(canReadCustomers: boolean): Column<Mail>[] {
  const t = texts('mails');
  return [
    mailColumn(),
    stateColumn(),
    {
      name: 'to',
      head: t.to,
      width: 25,
      onCard: 'wide',
      cell: ({ to, customer }) => {
        const uid = (customer as Customer | null | undefined)?.uid;
        return uid !== undefined && canReadCustomers ? (
          <a class="cut" href={customerPath(uid)} title={to}>
            {to}
          </a>
        ) : (
          <Cut text={to} />
        );
      },
    },
    { name: 'tries', head: t.tries, width: 10, isRight: true, onCard: 'hidden', cell: ({ tries }) => String(tries) },
    createdColumn(),
  ];
}
