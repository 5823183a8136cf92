import { Injectable } from '@nestjs/common';
import { isProblem, type Page } from '../../../core/common';
import { viewer } from '../../../core/i18n';
import type { LicenseSession } from '../../../core/licenses';
import { LicensesService, LicenseUsersService } from '../../../core/licensing';
import { type RefusedStart, RefusedStartsService } from './refused-starts.service';
import { ListSessionsService, SeatsInUseService } from '../../../core/verification';
import { type SeatsInUse, type SessionSeries, SessionSeriesService } from '../../../core/verification/internal';
import type { SessionListQueryDto } from './session-paths';

const SESSIONS_PER_PAGE = 50;

export interface SessionPageData {
  readonly use: SeatsInUse;
  readonly series: SessionSeries;
  /** Sessions that run, or are borrowed. */
  readonly page: Page<LicenseSession>;
  /** Instead of them, starts that found no seat. */
  readonly refused?: Page<RefusedStart>;
  /** By the ids of the devices. */
  readonly users: ReadonlyMap<number, readonly string[]>;
}

const NO_SESSIONS: Page<LicenseSession> = { rows: [], total: null, next: null };

/** Reads what the page of floating sessions shows. */
@Injectable()
export class SessionPageService {
  constructor(
    private readonly licenses: LicensesService,
    private readonly users: LicenseUsersService,
    private readonly sessions: ListSessionsService,
    private readonly seats: SeatsInUseService,
    private readonly series: SessionSeriesService,
    private readonly refusals: RefusedStartsService,
  ) {}

  /** One statement after the other, so that a page holds one connection. */
  async read(query: SessionListQueryDto): Promise<SessionPageData> {
    const { view, q, license, span, after, before } = query;
    const id = license === undefined ? undefined : await this.idOf(license);
    const refused =
      view === 'refused'
        ? await this.refusals.list({ limit: SESSIONS_PER_PAGE, after }, { licenseId: id, q })
        : undefined;
    const page = refused
      ? NO_SESSIONS
      : await this.sessions.list(
          { limit: SESSIONS_PER_PAGE, after, before, isOldestFirst: true },
          { license, q, running: true, borrowed: view === 'borrowed' },
        );
    const devices = [
      ...page.rows.flatMap(({ activation }) => activation ?? []),
      ...(refused?.rows ?? []).flatMap(({ activationId }) => (activationId === null ? [] : [{ id: activationId }])),
    ];
    return {
      use: await this.seats.read(id),
      series: await this.series.read(span, viewer().zone, id),
      page,
      refused,
      users: await this.users.ofDevices(devices),
    };
  }

  /** 0, which no license has, if there is no such license. */
  private async idOf(license: string): Promise<number> {
    try {
      return (await this.licenses.get(license)).license.id;
    } catch (error) {
      if (isProblem(error, 'LICENSE_NOT_FOUND')) {
        return 0;
      }
      throw error;
    }
  }
}
