import { Get, Param, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Authorized } from '../../../../core/common';
import { type Caller, CurrentCaller, isPermitted, Permission } from '../../../../core/identity';
import { ConsoleController } from '../../../../pages/frame/console-controller.decorator';
import { FormRoute } from '../../../../pages/kit/form-route';
import type { Page, PageForm } from '../../../../pages/kit/page';
import { dialectPath } from '../../../../pages/kit/record-paths';
import { DialectOverviewsService, type DialectOverview } from './dialect-overviews.service';
import { dialectPage, aboutDialect } from './dialect.view';
import { TryRequestService } from './try-request.service';
import { tryForm, TryQueryDto } from './try.view';
import type { VNode } from 'preact';
import { Badge } from '../../../../pages/components/badge';
import { detailPage } from '../../../../pages/components/detail-page';
import { type Column, RowTitle, Table } from '../../../../pages/components/table';
import { formatNumber, texts } from '../../../../core/i18n';

/** The APIs of this server, and requests to them. */
@ConsoleController('console/dialects')
export class DialectPagesController {
  constructor(
    private readonly overviews: DialectOverviewsService,
    private readonly requests: TryRequestService,
  ) {}

  @Get()
  @Authorized(Permission.MonitoringRead)
  async showDialects(): Promise<Page> {
    return dialectListPage(await this.overviews.list());
  }

  @Get(':name')
  @Authorized(Permission.MonitoringRead)
  async showDialect(@CurrentCaller() caller: Caller, @Param('name') name: string): Promise<Page> {
    const overview = await this.overviews.get(name);
    return dialectPage(overview, isPermitted(caller, Permission.LicensesWrite));
  }

  /** A request counts as one of a program: it may take a seat. */
  @FormRoute(':name/try')
  @Authorized(Permission.LicensesWrite)
  tryOperation(@Param('name') name: string, @Query() query: TryQueryDto, @Req() request: FastifyRequest): PageForm {
    const sample = this.overviews.sampleRequest(name, query.operation);
    return tryForm(sample, (input) => this.requests.send(name, sample.operation, input, request));
  }
}

function dialectListPage(overviews: readonly DialectOverview[]): Page {
  const t = texts('dialects');
  return detailPage({
    title: t.title,
    lead: t.lead,
    main: (
      <>
        <Table label={t.title} rows={overviews} columns={columns()} />
        <p class="hint">{t.listNote}</p>
      </>
    ),
  });
}

function columns(): Column<DialectOverview>[] {
  const t = texts('dialects');
  return [
    {
      head: t.api,
      width: 40,
      onCard: 'title',
      cell: ({ dialect }) => (
        <RowTitle href={dialectPath(dialect.name)} title={dialect.title} note={aboutDialect(dialect)} />
      ),
    },
    { head: t.access, width: 15, onCard: 'status', cell: ({ isOpen }) => <AccessBadge isOpen={isOpen} /> },
    { head: t.requests, isRight: true, onCard: 'left', cell: ({ traffic }) => formatNumber(traffic.served) },
    { head: t.refused, isRight: true, onCard: 'hidden', cell: ({ traffic }) => formatNumber(traffic.refused) },
    { head: t.failed, isRight: true, onCard: 'hidden', cell: ({ traffic }) => formatNumber(traffic.failed) },
    {
      head: t.verdicts,
      width: 15,
      isRight: true,
      onCard: 'right',
      cell: ({ verdicts }) => t.ofTotal({ part: verdicts.refused, total: verdicts.total }),
    },
  ];
}

function AccessBadge({ isOpen }: { readonly isOpen: boolean }): VNode {
  const t = texts('dialects');
  return (
    <Badge tone={isOpen ? 'warn' : 'neutral'} icon={isOpen ? 'lock-open' : 'lock'} text={isOpen ? t.open : t.closed} />
  );
}
