import { Get, Query } from '@nestjs/common';
import type { VNode } from 'preact';
import { Authorized } from '../../../../core/common';
import { texts } from '../../../../core/i18n';
import { type Caller, CurrentCaller, isPermitted } from '../../../../core/identity';
import { MAX_COUNTED_EVENTS, ShopSummariesService, type ShopSummary } from '../../shops/shop-summaries.service';
import { ShopsService } from '../../shops/shops.service';
import { Badge } from '../../../../pages/components/badge';
import { addLink } from '../../../../pages/components/button';
import { countText } from '../../../../pages/components/list-counts';
import { listPage } from '../../../../pages/components/list-page';
import { cursorPages } from '../../../../pages/components/list-pages';
import { CutCode, NoValue, RowTitle } from '../../../../pages/components/table';
import { Time } from '../../../../pages/components/text';
import { ConsoleController } from '../../../../pages/frame/console-controller.decorator';
import type { Page } from '../../../../pages/kit/page';
import { kindTitle } from './shop-parts';
import { newShopPath, SearchQueryDto, shopPath, SHOPS_PATH } from './shop-paths';

const SHOPS_PER_PAGE = 50;

@ConsoleController('console/shops')
export class ShopListController {
  constructor(
    private readonly shops: ShopsService,
    private readonly summaries: ShopSummariesService,
  ) {}

  @Get()
  @Authorized('shops:read')
  async showShops(@CurrentCaller() caller: Caller, @Query() { q, after, before }: SearchQueryDto): Promise<Page> {
    const t = texts('shops');
    const page = await this.shops.list({ limit: SHOPS_PER_PAGE, after, before }, q);
    const summaries = await this.summaries.of(page.rows);
    const add = isPermitted(caller, 'shops:write') && addLink(t.connect, newShopPath);
    return listPage({
      title: t.title,
      lead: t.lead,
      actions: [add],
      path: SHOPS_PATH,
      query: { q },
      search: { label: t.search, placeholder: t.name, hasNoClear: true },
      isBlank: page.rows.length === 0 && q === undefined,
      rows: page.rows,
      columns: [
        {
          head: t.name,
          width: 35,
          onCard: 'title',
          cell: ({ uid, name, kind }) => <RowTitle href={shopPath(uid)} title={name} note={kindTitle(kind)} />,
        },
        {
          name: 'attention',
          head: t.attention,
          width: 25,
          onCard: 'status',
          cell: ({ id }) => <AttentionBadge summary={summaries.get(id)} />,
        },
        {
          name: 'last',
          head: t.lastEvent,
          onCard: 'left',
          cell: ({ id }) => {
            const type = summaries.get(id)?.lastType;
            return type ? <CutCode text={type} /> : <NoValue />;
          },
        },
        {
          name: 'received',
          head: t.received,
          width: 15,
          isRight: true,
          onCard: 'right',
          cell: ({ id }) => {
            const at = summaries.get(id)?.lastReceivedAt;
            return at ? <Time at={at} as="age" /> : <NoValue />;
          },
        },
      ],
      order: texts('lists').newestFirst,
      pages: cursorPages(page),
      empty: { icon: 'plug', title: t.emptyTitle, text: t.emptyText, add },
      noMatch: { title: t.nothingTitle, showAll: t.showAll },
    });
  }
}

function AttentionBadge({ summary }: { readonly summary: ShopSummary | undefined }): VNode {
  const t = texts('shops');
  if (!summary?.lastType) {
    return <Badge tone="outlined" icon="circle-dashed" text={t.noEvents} />;
  }
  return summary.attention === 0 ? (
    <Badge tone="ok" icon="circle-check" text={t.nothingToDo} />
  ) : (
    <Badge
      tone="bad"
      icon="circle-alert"
      text={t.eventCount({ count: summary.attention, counted: countText(summary.attention, MAX_COUNTED_EVENTS - 1) })}
    />
  );
}
