import { Injectable } from '@nestjs/common';
import { Clock, DAY, type Page, type PageRequest, problem } from '../../core/common';
import { readPage, searchPattern, UnitOfWork } from '../../core/platform';
import type { Institution, Lead } from './institution.entity';
import { LeadActivity, type LeadActivityType } from './lead-activity.entity';
import { type LeadChange, LeadsService } from './leads.service';

export interface NewLeadActivity {
  readonly type: LeadActivityType;
  readonly text?: string;
  /** Now if omitted. */
  readonly at?: Date | null;
}

/** A day ahead, because a caller's calendar date can be that of tomorrow in UTC. */
const MAX_AHEAD_MS = DAY;

@Injectable()
export class LeadActivitiesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly leads: LeadsService,
  ) {}

  async add(uid: string, { type, text = '', at }: NewLeadActivity): Promise<LeadActivity> {
    const now = this.clock.now();
    const moment = at ?? now;
    if (moment.getTime() > now.getTime() + MAX_AHEAD_MS) {
      throw problem('ACTIVITY_IN_FUTURE', { field: 'at' });
    }
    return this.work.run(async (manager) => {
      const institutionId = await this.touch(uid, moment);
      const activity = manager.create(LeadActivity, { institutionId, type, text, at: moment, createdAt: now });
      return this.work.create('lead_activity.created', activity, { lead: uid });
    });
  }

  /** Changes a lead and records an activity, if there is one, in one transaction. */
  changeLead(uid: string, change: LeadChange, revision?: number, activity?: NewLeadActivity): Promise<Lead> {
    return this.work.run(async () => {
      const lead = await this.leads.change(uid, change, revision);
      if (activity) {
        await this.add(uid, activity);
      }
      return lead;
    });
  }

  /** Locks the lead before its activity is inserted, in the order of a deletion. */
  private async touch(uid: string, at: Date): Promise<number> {
    const [[row]] = await this.work.manager.query<[{ id: number }[], number]>(
      `UPDATE institutions SET last_activity_at = greatest(last_activity_at, $2) WHERE uid = $1 RETURNING id`,
      [uid, at],
    );
    if (!row) {
      throw problem('LEAD_NOT_FOUND');
    }
    return row.id;
  }

  /** @param q part of the type or the text */
  async list(uid: string, page: PageRequest, q?: string): Promise<Page<LeadActivity>> {
    const institutionId = await this.leads.idOf(uid);
    const query = this.work.manager.createQueryBuilder(LeadActivity, 'activity').where({ institutionId });
    if (q !== undefined) {
      query.andWhere('(activity.type ILIKE :q OR activity.text ILIKE :q)', { q: searchPattern(q) });
    }
    return readPage(query, page);
  }

  count({ id }: Institution): Promise<number> {
    return this.work.manager.countBy(LeadActivity, { institutionId: id });
  }

  /** The latest activity of each of these institutions that has one. */
  async latestOf(institutions: readonly Institution[]): Promise<LeadActivity[]> {
    return this.work.manager
      .createQueryBuilder(LeadActivity, 'activity')
      .where(`activity.id IN (${LATEST})`, { ids: institutions.map(({ id }) => id) })
      .getMany();
  }
}

const LATEST = `
  SELECT latest.id FROM unnest(:ids::bigint[]) AS wanted (id)
  CROSS JOIN LATERAL (
    SELECT a.id FROM lead_activities a WHERE a.institution_id = wanted.id ORDER BY a.at DESC, a.id DESC LIMIT 1
  ) AS latest
`;
