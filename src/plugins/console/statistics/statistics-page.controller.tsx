import { Get, Query } from '@nestjs/common';
import { IsIn } from 'class-validator';
import { Authorized } from '../../../core/common';
import { formatDay, formatNumber, texts } from '../../../core/i18n';
import { Permission } from '../../../core/identity';
import {
  type Dimension,
  DIMENSIONS,
  DimensionStatisticsService,
  LicenseSeatsStatisticsService,
  MAX_UNUSED,
} from '../../../core/licensing/internal';
import { withQuery } from '../../../pages/components/filters';
import { countText } from '../../../pages/components/list-counts';
import { type ListDescription, listPage } from '../../../pages/components/list-page';
import { Time } from '../../../pages/components/text';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { OptionalField } from '../../../pages/kit/optional-field';
import type { Page } from '../../../pages/kit/page';
import { LICENSES_PATH } from '../license-list/license-paths';
import { STATISTICS_PATH } from '../overview/overview-query.dto';
import { FromReplica } from '../../../core/platform';
import { fullColumns, statisticsColumns, unusedColumns } from './statistics-columns';

const LICENSE_VIEWS = ['unused', 'full'] as const;
const VIEWS = [...DIMENSIONS, ...LICENSE_VIEWS] as const;
const SHOWN = 100;
const UNUSED_DAYS = 30;

class StatisticsPageQueryDto {
  @OptionalField()
  @IsIn(VIEWS)
  view?: (typeof VIEWS)[number];
}

/** Which products, versions and customers matter most, and which licenses are unused or full. */
@ConsoleController(STATISTICS_PATH.slice(1))
export class StatisticsPageController {
  constructor(
    private readonly statistics: DimensionStatisticsService,
    private readonly licenses: LicenseSeatsStatisticsService,
  ) {}

  @Get()
  @FromReplica('bounded')
  @Authorized(Permission.MonitoringRead)
  async showStatistics(@Query() { view = 'product' }: StatisticsPageQueryDto): Promise<Page> {
    if (view === 'unused') {
      return this.unusedPage();
    }
    return view === 'full' ? this.fullPage() : this.comparisonPage(view);
  }

  private async comparisonPage(by: Dimension): Promise<Page> {
    const t = texts('statistics');
    const { rows, from, to, countedAt } = await this.statistics.read({ by, limit: SHOWN });
    return listPage({
      ...frameOf(by),
      rows,
      columns: statisticsColumns(by),
      order: by === 'customer' ? t.mostAnswers : t.mostLicenses,
      notes: [t.answersOf({ from: formatDay(from), to: formatDay(to) }), rows.length === SHOWN && t.largest],
      below: countedAtNote(countedAt),
      empty: { icon: 'chart-column', title: t.nothing, text: by === 'country' ? t.needsCountries : t.nothingText },
    });
  }

  private async unusedPage(): Promise<Page> {
    const t = texts('statistics');
    const { count, rows } = await this.licenses.unused(UNUSED_DAYS, SHOWN);
    return listPage({
      ...frameOf('unused'),
      rows,
      columns: unusedColumns(),
      order: texts('lists').newestFirst,
      notes: [rows.length < count && t.ofAll({ count: countText(count, MAX_UNUSED - 1) })],
      actions: [{ href: withQuery(LICENSES_PATH, { view: 'unused' }), title: t.allUnused }],
      empty: { icon: 'key', title: t.noneUnused, text: t.noneUnusedText({ days: UNUSED_DAYS }) },
    });
  }

  private async fullPage(): Promise<Page> {
    const t = texts('statistics');
    const { count, rows, countedAt } = await this.licenses.full(SHOWN);
    return listPage({
      ...frameOf('full'),
      rows,
      columns: fullColumns(),
      order: texts('lists').newestFirst,
      notes: [rows.length < count && t.ofAll({ count: formatNumber(count) })],
      below: countedAtNote(countedAt),
      empty: { icon: 'key', title: t.noneFull, text: t.noneFullText },
    });
  }
}

type Frame = Pick<
  ListDescription<unknown>,
  'title' | 'crumbs' | 'lead' | 'path' | 'query' | 'label' | 'views' | 'pages'
>;

function frameOf(view: (typeof VIEWS)[number]): Frame {
  const t = texts('statistics');
  return {
    title: t.title,
    lead: view === 'unused' ? t.unusedLead({ days: UNUSED_DAYS }) : view === 'full' ? t.fullLead : t.lead,
    path: STATISTICS_PATH,
    query: { view: view === 'product' ? undefined : view },
    label: t.views[view],
    views: {
      label: t.viewsLabel,
      field: 'view',
      all: VIEWS.map((one) => ({ value: one === 'product' ? undefined : one, title: t.views[one] })),
    },
    pages: {},
  };
}

function countedAtNote(at: Date | null) {
  const t = texts('statistics');
  return <p class="note">{at === null ? t.notCounted : t.countedAt({ at: <Time at={at} /> })}</p>;
}
