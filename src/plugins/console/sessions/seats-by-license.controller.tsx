import { Get } from '@nestjs/common';
import { Authorized, Clock, DAY } from '../../../core/common';
import { formatNumber, texts } from '../../../core/i18n';
import { Permission } from '../../../core/identity';
import { type LicenseSeats, MAX_LICENSES, SeatsByLicenseService } from '../../../core/verification/internal';
import { ButtonLink } from '../../../pages/components/button';
import { listPage } from '../../../pages/components/list-page';
import { Seats } from '../../../pages/components/seats';
import type { Column } from '../../../pages/components/table';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import type { Page } from '../../../pages/kit/page';
import { FromReplica } from '../../../core/platform';
import { BY_LICENSE_PATH, SESSIONS_PATH, sessionsPath } from './session-paths';
import { LicenseAndCustomer } from './session-table';

const DAYS = 7;

/** Which licenses need more floating seats. */
@ConsoleController(BY_LICENSE_PATH.slice(1))
export class SeatsByLicenseController {
  constructor(
    private readonly seats: SeatsByLicenseService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @FromReplica()
  @Authorized(Permission.ActivationsRead)
  async showLicenses(): Promise<Page> {
    const t = texts('floatingSessions');
    const rows = await this.seats.read(new Date(this.clock.now().getTime() - DAYS * DAY));
    return listPage({
      title: t.byLicense,
      crumbs: [
        { title: texts('devices').title, href: '/console/devices' },
        { title: t.title, href: SESSIONS_PATH },
      ],
      lead: t.byLicenseLead({ days: DAYS }),
      path: BY_LICENSE_PATH,
      query: {},
      rows,
      columns: columns(),
      order: t.longestFull,
      notes: [rows.length === MAX_LICENSES && t.notAll],
      pages: {},
      empty: { icon: 'monitor', title: t.noneUsed, text: t.noneUsedText },
    });
  }
}

function columns(): Column<LicenseSeats>[] {
  const t = texts('floatingSessions');
  return [
    {
      head: t.license,
      width: 30,
      onCard: 'title',
      cell: ({ uid, key, customer }) => <LicenseAndCustomer uid={uid} licenseKey={key} customer={customer ?? ''} />,
    },
    {
      head: t.inUse,
      width: 15,
      onCard: 'left',
      cell: ({ inUse: seats, limit }) => <Seats used={seats} limit={limit} text={t.ofSeats({ seats, limit })} />,
    },
    { head: t.peakShort, width: 10, onCard: 'hidden', cell: ({ peak }) => formatNumber(peak) },
    { head: t.full, width: 15, onCard: 'status', cell: durationOf },
    { head: t.refusedView, width: 10, onCard: 'hidden', cell: ({ refused }) => formatNumber(refused) },
    {
      head: t.action,
      isRight: true,
      onCard: 'right',
      cell: ({ key }) => (
        <ButtonLink isSmall href={sessionsPath(key)} label={t.useOverTimeOf({ key })} text={t.useOverTime} />
      ),
    },
  ];
}

function durationOf({ peak, limit, fullMinutes: minutes }: LicenseSeats) {
  const t = texts('floatingSessions');
  return peak < limit ? (
    <span class="unset">{t.neverFull}</span>
  ) : (
    t.fullTime({ hours: Math.floor(minutes / 60), minutes: minutes % 60 })
  );
}
