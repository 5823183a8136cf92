import { Injectable } from '@nestjs/common';
import { isProblem } from '../../common/errors/domain-error';
import type { Page } from '../../common/pagination/page-request';
import { viewer } from '../../i18n/viewer';
import type { LicenseSession } from '../../licenses/sessions/license-session.entity';
import { LicensesService } from '../../licensing/licenses/licenses.service';
import { LicenseUsersService } from '../../licensing/users/license-users.service';
import { ListSessionsService } from '../../verification/sessions/list-sessions.service';
import { type SeatsInUse, SeatsInUseService } from '../../verification/sessions/seats-in-use.service';
import { type SessionSeries, SessionSeriesService } from '../../verification/sessions/session-series.service';
import type { SessionListQueryDto } from './session-paths';

const SESSIONS_PER_PAGE = 50;

export interface SessionPageData {
  readonly use: SeatsInUse;
  readonly series: SessionSeries;
  readonly page: Page<LicenseSession>;
  /** By the ids of the devices. */
  readonly users: ReadonlyMap<number, readonly string[]>;
}

/** Reads what the page of floating sessions shows. */
@Injectable()
export class SessionPageService {
  constructor(
    private readonly licenses: LicensesService,
    private readonly users: LicenseUsersService,
    private readonly sessions: ListSessionsService,
    private readonly seats: SeatsInUseService,
    private readonly series: SessionSeriesService,
  ) {}

  /** One statement after the other, so that a page holds one connection. */
  async read({ view, q, license, span, after, before }: SessionListQueryDto): Promise<SessionPageData> {
    const id = license === undefined ? undefined : await this.idOf(license);
    const page = await this.sessions.list(
      { limit: SESSIONS_PER_PAGE, after, before, isOldestFirst: true },
      { license, q, running: true, borrowed: view === 'borrowed' },
    );
    return {
      use: await this.seats.read(id),
      series: await this.series.read(span, viewer().zone, id),
      page,
      users: await this.users.ofDevices(page.rows.flatMap(({ activation }) => activation ?? [])),
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
