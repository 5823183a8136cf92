import { Readable } from 'node:stream';
import { Get, Query, type StreamableFile } from '@nestjs/common';
import { IsIn } from 'class-validator';
import { Authorized, Clock, csvFile, DAY, MayBeMissing } from '../../../core/common';
import { formatNumber, texts } from '../../../core/i18n';
import { Permission } from '../../../core/identity';
import type { LicenseWithUsage } from '../../../core/licensing';
import { FromReplica } from '../../../core/platform';
import {
  SEAT_USAGE_BY,
  SEAT_USAGE_FIELDS,
  type SeatUsage,
  type SeatUsageBy,
  SeatUsageItemDto,
  SeatUsageService,
} from '../../../core/verification';
import type { SeatUsageItem } from '../../../core/verification/internal';
import { ButtonLink } from '../../../pages/components/button';
import { detailPage } from '../../../pages/components/detail-page';
import { withQuery } from '../../../pages/components/filters';
import { Section, Tabs } from '../../../pages/components/page-parts';
import { type Column, Cut, Table } from '../../../pages/components/table';
import { Figures } from '../../../pages/components/text';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { OptionalField } from '../../../pages/kit/optional-field';
import type { Page } from '../../../pages/kit/page';
import { SeatUsageChart } from '../../../pages/reports/seat-usage-chart';
import { crumbsOf, seatUsagePath } from './license-paths';
import { PathLicense } from './path-license';

const DAYS = 30;

class SeatUsagePageDto {
  @MayBeMissing()
  @IsIn(SEAT_USAGE_BY)
  by: SeatUsageBy = 'day';

  /** The chart is shown as a table. */
  @OptionalField()
  @IsIn(['1'])
  table?: '1';
}

/** Use of the floating seats of a license in the last days. */
@ConsoleController('license/edit/:id/seat-usage')
export class LicenseSeatUsageController {
  constructor(
    private readonly usage: SeatUsageService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @FromReplica()
  @Authorized(Permission.LicensesRead)
  async showUsage(@PathLicense() { license }: LicenseWithUsage, @Query() query: SeatUsagePageDto): Promise<Page> {
    const t = texts('licenseSeatUsage');
    const path = seatUsagePath(license.uid);
    const days = await this.read(license.uid, 'day');
    const { items } = query.by === 'day' ? days : await this.read(license.uid, query.by);
    const tabs = SEAT_USAGE_BY.map((by) => ({
      title: t.by[by],
      href: withQuery(path, { by }),
      isCurrent: by === query.by,
    }));
    return detailPage({
      title: t.title,
      crumbs: crumbsOf(license),
      lead: t.lead({ days: DAYS }),
      actions: <ButtonLink href={withQuery(`${path}/export`, { by: query.by })} text={t.download} />,
      main: (
        <>
          <Figures items={figuresOf(days)} />
          <Section id="use" title={t.chartTitle}>
            <SeatUsageChart
              usage={days}
              isTable={query.table !== undefined}
              otherHref={withQuery(path, { by: query.by, table: query.table === undefined ? '1' : undefined })}
            />
          </Section>
          <Section id="rows" title={t.by[query.by]}>
            <Tabs label={t.views} tabs={tabs} />
            <Table label={t.title} rows={[...items]} columns={columnsOf(query.by)} />
          </Section>
        </>
      ),
    });
  }

  @Get('export')
  @FromReplica()
  @Authorized(Permission.LicensesRead)
  async download(
    @PathLicense() { license }: LicenseWithUsage,
    @Query() { by }: SeatUsagePageDto,
  ): Promise<StreamableFile> {
    const { items } = await this.read(license.uid, by);
    const rows = items.map((item) => SeatUsageItemDto.from(item));
    return csvFile(`seat-usage-by-${by}.csv`, SEAT_USAGE_FIELDS, Readable.from([rows]));
  }

  private read(license: string, by: SeatUsageBy): Promise<SeatUsage> {
    const to = this.clock.now();
    return this.usage.read(license, { by, from: new Date(to.getTime() - DAYS * DAY), to });
  }
}

function figuresOf({ total, limit }: SeatUsage) {
  const t = texts('licenseSeatUsage');
  return [
    { label: t.peak, value: formatNumber(total.peak), of: limit === null ? '' : t.ofSeats({ limit }) },
    { label: t.refused, value: formatNumber(total.refused), of: t.refusedOf },
    { label: t.full, value: formatNumber(total.fullMinutes ?? 0), of: t.minutes },
    { label: t.sufficient, value: formatNumber(total.sufficient), of: t.sufficientOf },
  ];
}

function columnsOf(by: SeatUsageBy): Column<SeatUsageItem>[] {
  const t = texts('licenseSeatUsage');
  const number = (head: string, valueOf: (item: SeatUsageItem) => number | null): Column<SeatUsageItem> => ({
    head,
    width: 10,
    onCard: 'left',
    hasLabelOnCard: true,
    isRight: true,
    cell: (item) => {
      const value = valueOf(item);
      return value === null ? '–' : formatNumber(value, 1);
    },
  });
  return [
    { head: t.by[by], onCard: 'title', cell: ({ key }) => <Cut text={key ?? t.noUser} /> },
    number(t.sessions, ({ sessions }) => sessions),
    number(t.hours, ({ hours }) => hours),
    number(t.peak, ({ peak }) => peak),
    number(t.refused, ({ refused }) => refused),
    number(t.full, ({ fullMinutes }) => fullMinutes),
    number(t.sufficient, ({ sufficient }) => sufficient),
  ];
}
