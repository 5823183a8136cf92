import { Get, Query } from '@nestjs/common';
import { IsIn } from 'class-validator';
import { Authorized, IsSearchFilter } from '../../../core/common';
import { textFor, texts, viewer } from '../../../core/i18n';
import { Permission } from '../../../core/identity';
import { type LoggedCall, RequestLogService, maskedKey } from '../../../core/licensing/internal';
import { FromReplica } from '../../../core/platform';
import { listPage } from '../../../pages/components/list-page';
import { trailPages } from '../../../pages/components/list-pages';
import { type Column, Cut, NoValue } from '../../../pages/components/table';
import { Time } from '../../../pages/components/text';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { CursorPageDto } from '../../../pages/kit/cursor-page';
import { EmptyIsMissing, OptionalField } from '../../../pages/kit/optional-field';
import type { Page } from '../../../pages/kit/page';
import { AuditTabs } from './audit-tabs.view';
import { REQUESTS_PATH } from './audit-query.dto';

const ROWS_PER_PAGE = 50;

/** Requests of users and API keys; those of programs are in a tab of their own. */
const KINDS = ['read', 'change'] as const;

class RequestLogQueryDto extends CursorPageDto {
  @OptionalField()
  @IsIn(KINDS)
  kind?: (typeof KINDS)[number];

  @EmptyIsMissing()
  @IsSearchFilter('request')
  q?: string;
}

/** The requests that users and API keys made to read or change something, in all APIs and the console. */
@ConsoleController('console/audit/requests')
@Authorized(Permission.AuditRead)
export class RequestLogController {
  constructor(private readonly log: RequestLogService) {}

  @Get()
  @FromReplica()
  async showRequestLog(@Query() { kind, q, ...place }: RequestLogQueryDto): Promise<Page> {
    const t = texts('requestLog');
    const { requests, ...audit } = texts('audit').tabs;
    const filter = { operations: kind ? [kind] : [...KINDS], search: q };
    const { rows, next } = await this.log.list({ limit: ROWS_PER_PAGE, after: place.after }, filter);
    const isPartial = rows.length === 0 && next !== null;
    return listPage({
      title: texts('audit').title,
      lead: t.lead({ zone: viewer().zone }),
      above: <AuditTabs current="requests" />,
      path: REQUESTS_PATH,
      query: { kind, q },
      label: requests,
      views: { label: requests, field: 'kind', all: [{ title: audit.everything }, ...KINDS.map(viewOf)] },
      search: { label: texts('audit').searchLabel, placeholder: t.placeholder },
      rows,
      columns: columnsOf(),
      order: texts('lists').newestFirst,
      pages: trailPages(place, next),
      empty: isPartial
        ? { icon: 'search', title: texts('audit').lookedThrough, text: texts('audit').lookFurther }
        : { icon: 'file-text', title: texts('requests').noneTitle, text: t.none },
      noMatch: isPartial ? undefined : { title: texts('audit').nothing, showAll: t.showAll },
    });
  }
}

function viewOf(value: (typeof KINDS)[number]): { value: string; title: string } {
  return { value, title: texts('requestLog').kinds[value] };
}

function columnsOf(): Column<LoggedCall>[] {
  const t = texts('requests');
  return [
    {
      head: t.time,
      width: 15,
      onCard: 'title',
      cell: ({ at, operation }) => (
        <>
          <Time at={at} as="clock" />
          <span class="row-note">{textFor(texts('requestLog').kinds, operation) ?? operation}</span>
        </>
      ),
    },
    {
      head: texts('requestLog').route,
      onCard: 'wide',
      cell: ({ method, route }) => <Cut text={`${method} ${route}`} />,
    },
    {
      head: t.code,
      width: 15,
      onCard: 'left',
      cell: ({ status, outcome }) => <Cut text={String(status)} note={outcome} />,
    },
    {
      head: texts('requestLog').caller,
      width: 15,
      onCard: 'left',
      cell: (call) => <Caller {...call} />,
    },
    { head: t.license, width: 15, onCard: 'left', cell: (call) => <LicenseOf {...call} /> },
    {
      head: t.address,
      width: 15,
      isRight: true,
      onCard: 'right',
      cell: ({ ip, dialect }) => <Cut text={ip} note={dialect} />,
    },
  ];
}

function Caller({ user, apiKey }: LoggedCall) {
  if (apiKey) {
    return (
      <a class="cut" href={`/console/api-keys/${apiKey.uid}`} title={apiKey.name}>
        {apiKey.name}
      </a>
    );
  }
  return user ? <Cut text={user.name} /> : <NoValue />;
}

/** Keys are shortened: whoever reads the log needs none of them. */
function LicenseOf({ license, key }: LoggedCall) {
  return license && key ? <a href={`/license/edit/${license}`}>{maskedKey(key)}</a> : <NoValue />;
}
