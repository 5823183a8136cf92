import { Get, Query } from '@nestjs/common';
import type { VNode } from 'preact';
import { Authorized, Clock, runningPlugins } from '../../../core/common';
import { type Caller, CurrentCaller, isPermitted } from '../../../core/identity';
import { formatNumber, texts } from '../../../core/i18n';
import type { License } from '../../../core/licenses';
import { FromReplica } from '../../../core/platform';
import { ButtonLink } from '../../../pages/components/button';
import { detailPage } from '../../../pages/components/detail-page';
import { withQuery } from '../../../pages/components/filters';
import { TableSection } from '../../../pages/components/record-parts';
import type { Column } from '../../../pages/components/table';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import type { Page } from '../../../pages/kit/page';
import { Id } from '../../../pages/kit/parameters';
import { TrueUpQueryDto } from '../dto/true-up.dto';
import { type Period, type SoldAndUsed, TrueUpService } from '../true-up.service';
import { crumbsOf, trueUpPath } from './relay-paths';

/** Shows what was sold of a license beside what its relays reported, and leads to the order for the difference. */
@ConsoleController('console/relays')
export class TrueUpController {
  constructor(
    private readonly trueUps: TrueUpService,
    private readonly clock: Clock,
  ) {}

  @Get('licenses/:id/true-up')
  @FromReplica()
  @Authorized('licenses:read')
  async showTrueUp(@CurrentCaller() caller: Caller, @Id() id: string, @Query() query: TrueUpQueryDto): Promise<Page> {
    const period = TrueUpQueryDto.periodOf(query, this.clock.now());
    const { license, rows } = await this.trueUps.compare(id, period);
    const hasOrders = runningPlugins().some(({ name }) => name === 'sales') && isPermitted(caller, 'orders:write');
    return trueUpPage(license, period, rows, hasOrders);
  }
}

function trueUpPage(license: License, period: Period, rows: readonly SoldAndUsed[], hasOrders: boolean): Page {
  const t = texts('relays');
  return detailPage({
    title: t.trueUp,
    crumbs: crumbsOf(license),
    lead: t.trueUpLead,
    main: (
      <>
        <PeriodForm license={license} period={period} />
        <TableSection
          id="compared"
          title={t.trueUp}
          note={hasOrders ? t.orderNote : undefined}
          rows={rows}
          columns={[...columns(), hasOrders && orderColumn(license)]}
          empty={t.noReports}
        />
      </>
    ),
  });
}

function PeriodForm({ license, period }: { readonly license: License; readonly period: Period }): VNode {
  const t = texts('relays');
  return (
    <form class="form" method="get" action={trueUpPath(license.uid)}>
      <div class="field-row">
        <div class="field">
          <label for="from">{t.from}</label>
          <input class="input" id="from" name="from" type="date" value={period.from} />
        </div>
        <div class="field">
          <label for="to">{t.to}</label>
          <input class="input" id="to" name="to" type="date" value={period.to} />
        </div>
      </div>
      <button class="btn btn-default" type="submit">
        {t.compare}
      </button>
    </form>
  );
}

function columns(): Column<SoldAndUsed>[] {
  const t = texts('relays');
  const number = { isRight: true, hasLabelOnCard: true } as const;
  return [
    { head: t.limit, onCard: 'title', cell: ({ of, meter }) => (of === 'meter' ? meter : t[of]) },
    { head: t.sold, onCard: 'left', ...number, cell: ({ sold }) => sold ?? t.unlimited },
    { head: t.used, onCard: 'left', ...number, cell: ({ used }) => used },
    { head: t.above, onCard: 'left', ...number, cell: ({ above }) => above },
    { head: t.refused, onCard: 'right', ...number, cell: (row) => row.refused !== null && formatNumber(row.refused) },
  ];
}

/** Leads to the form of the order for the difference, filled in. No order adds sessions. */
function orderColumn(license: License): Column<SoldAndUsed> {
  const t = texts('relays');
  return {
    head: t.order,
    isRight: true,
    onCard: 'wide',
    cell: (row) =>
      row.above !== '0' && row.of !== 'sessions' && <ButtonLink isSmall href={orderFor(license, row)} text={t.order} />,
  };
}

function orderFor({ uid: license, customer }: License, { of, meter, above }: SoldAndUsed): string {
  const sold =
    of === 'meter' ? { action: 'top_up', meter: meter ?? '', amount: above } : { action: 'add_seats', seats: above };
  return withQuery('/console/orders/new', { license, customer: customer?.uid, ...sold });
}
