import { Injectable } from '@nestjs/common';
import { In, type SelectQueryBuilder } from 'typeorm';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import { type Page, type PageRequest } from '../../common/pagination/page-request';
import { productScope, scoped } from '../../identity/permissions/caller';
import { foundAmongNewest, searchPattern } from '../../platform/database/like-pattern';
import { readPage } from '../../platform/database/read-page';
import { readReport, type RowReport } from '../../platform/database/read-report';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { Activation } from '../../licenses/activations/activation.entity';
import type { License } from '../../licenses/licenses/license.entity';
import { LICENSE_NAMES } from '../../licenses/licenses/typed-key';
import { LicenseSession } from '../../licenses/sessions/license-session.entity';
import { isAlive } from '../../licenses/sessions/session-statements';
import type { OneOrMore } from '../../common/pagination/any-of';
import { whereNamed } from '../../platform/database/any-of';

export interface SessionFilter {
  /** Uid or key of the license. */
  readonly license?: OneOrMore<string>;
  readonly running?: boolean;
  /** Whether the session goes on without heartbeats. */
  readonly borrowed?: boolean;
  /** Part of the license key, the fingerprint or the device name. */
  readonly q?: string;
}

/** A session with its device and license. */
export type LicensedSession = LicenseSession & { readonly activation: Activation; readonly license: License };

/** Lists sessions of floating licenses. An unknown id is refused with SESSION_NOT_FOUND. */
@Injectable()
export class ListSessionsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Includes ended sessions; loads activation, license and customer. */
  async list(page: PageRequest, filter: SessionFilter): Promise<Page<LicenseSession>> {
    const { rows, ...rest } = await readPage(this.query(filter), page, foundBy(filter));
    return { ...rest, rows: await this.withActivations(rows) };
  }

  /** Numbers of the sessions that match. @param starts steps of the time at which they started */
  report(filter: SessionFilter, starts: readonly Date[]): Promise<RowReport<'licenses' | 'devices' | 'hours'>> {
    return readReport(this.query(filter).setParameter('at', this.clock.now()), {
      foundBy: foundBy(filter),
      at: 'session.startedAt',
      starts,
      figures: {
        licenses: 'count(DISTINCT session.licenseId)',
        devices: 'count(DISTINCT session.activationId)',
        hours: `coalesce(sum(extract(epoch FROM coalesce(session.endedAt, :at) - session.startedAt)) / 3600, 0)`,
      },
    });
  }

  private query({ license, running, borrowed, q }: SessionFilter): SelectQueryBuilder<LicenseSession> {
    const query = this.work.manager.createQueryBuilder(LicenseSession, 'session');
    const scope = productScope();
    whereNamed(query, 'session.licenseId', license, LICENSE_NAMES);
    if (scope !== undefined) {
      query.andWhere(
        'EXISTS (SELECT 1 FROM licenses WHERE licenses.id = session.licenseId AND licenses.product_id = ANY (:scope))',
        { scope },
      );
    }
    if (running !== undefined) {
      query.andWhere(running ? ACTIVE : `NOT (${ACTIVE})`);
    }
    if (borrowed !== undefined) {
      query.andWhere(borrowed ? BORROWED : `NOT (${BORROWED})`);
    }
    if (q !== undefined) {
      query.andWhere(running ? SEARCH_RUNNING : SEARCH, { q: searchPattern(q) });
    }
    return query.setParameter('now', this.clock.now());
  }

  /** Finds a session with its device, license and policy. */
  async get(uid: string): Promise<LicensedSession> {
    const query = this.work.manager
      .createQueryBuilder(LicenseSession, 'session')
      .innerJoinAndSelect('session.activation', 'activation')
      .innerJoinAndSelect('activation.license', 'license')
      .innerJoinAndSelect('license.policy', 'policy')
      .where('session.uid = :uid', { uid });
    const session = await scoped(query, 'license.productId').getOne();
    const activation = session?.activation;
    if (!session || !activation?.license) {
      throw problem('SESSION_NOT_FOUND');
    }
    return Object.assign(session, { activation, license: activation.license });
  }

  private async withActivations(sessions: LicenseSession[]): Promise<LicenseSession[]> {
    const activations = await this.work.manager.find(Activation, {
      where: { id: In(sessions.map(({ activationId }) => activationId)) },
      relations: { license: { customer: true } },
    });
    const byId = new Map(activations.map((activation) => [activation.id, activation]));
    return sessions.map((session) => Object.assign(session, { activation: byId.get(session.activationId) }));
  }
}

/** Sessions that run are few: they are sorted, as the oldest ones stand behind all that have ended. */
function foundBy({ running }: SessionFilter): 'text' | undefined {
  return running ? 'text' : undefined;
}

const ACTIVE = `session.endedAt IS NULL AND ${isAlive(':now', 'session')}`;

const BORROWED = '(session.borrowedUntil IS NOT NULL AND session.borrowedUntil > :now)';

// A scalar subquery, so that the planner cannot read all activations and licenses first.
const MATCH = `(
  SELECT l.key ILIKE :q OR a.fingerprint ILIKE :q OR a.name ILIKE :q
  FROM activations a JOIN licenses l ON l.id = a.license_id WHERE a.id = newest.activation_id
)`;

const SEARCH = foundAmongNewest({ alias: 'session', table: 'license_sessions', match: MATCH });
const SEARCH_RUNNING = foundAmongNewest({
  alias: 'session',
  table: 'license_sessions',
  where: 'ended_at IS NULL',
  match: MATCH,
});
