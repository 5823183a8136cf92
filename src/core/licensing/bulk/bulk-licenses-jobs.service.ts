import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { spanOf } from '../../catalog/policies/duration';
import { Policy } from '../../catalog/policies/policy.entity';
import { PoliciesService } from '../../catalog/policies/policies.service';
import type { RenewalBasis } from '../../catalog/policies/behavior';
import { Calendar } from '../../common/calendar';
import { problem, referenced } from '../../common/errors/domain-error';
import { currentRequest } from '../../common/http/request-context';
import type { CursorRequest, Page } from '../../common/pagination/page-request';
import { CustomersService } from '../../customers/customers/customers.service';
import type { License } from '../../licenses/licenses/license.entity';
import type { BackgroundJob } from '../../platform/background-jobs/background-job.entity';
import { BackgroundJobsService, type RowSource } from '../../platform/background-jobs/background-jobs.service';
import { readPage } from '../../platform/database/read-page';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { foundBy } from '../licenses/license-filter';
import { withRelations } from '../licenses/license-relations';
import type { LicenseWithUsage } from '../licenses/licenses.service';
import type { PolicyChoice } from '../policy-changes/changed-columns';
import {
  type LicenseSelection,
  LicenseSelectionService,
  type SelectedLicenses,
} from '../policy-changes/license-selection.service';
import { type BulkAction, type BulkActionName, type BulkObstacle, isDestructive, kindOf } from './bulk-action';
import { type Classification, classify } from './bulk-obstacles';
import { plannedColumns } from './plan-bulk-change';

const SAMPLE = 5;

/** A bulk action and the licenses that it is for. */
export interface BulkRequest extends SelectedLicenses {
  readonly action: BulkActionName;
  /** To extend: one of days, months, years and `until`. */
  readonly days?: number;
  readonly months?: number;
  readonly years?: number;
  readonly from?: RenewalBasis;
  readonly until?: Date;
  /** Uid, reference or e-mail address; null removes the customer. */
  readonly customer?: string | null;
  /** Uid or name. */
  readonly policy?: string;
  readonly follow?: PolicyChoice;
  /** To change the version; by default, the newest of each policy. */
  readonly policyVersion?: number;
  readonly reason?: string;
  readonly reference?: string;
}

/** Number of licenses that a bulk action skips for a reason. */
export interface SkippedLicenses {
  readonly reason: BulkObstacle;
  readonly count: number;
}

/** A license with its changed columns. */
export interface SampledLicense extends LicenseWithUsage {
  readonly columns: Partial<License>;
}

/** The effect that a bulk action would have: numbers, and samples of licenses. */
export interface BulkPreview {
  readonly change: BulkAction;
  /** Another change, other licenses, or another reason to skip one of them has another digest. */
  readonly digest: string;
  readonly now: Date;
  readonly matching: number;
  readonly willChange: number;
  /** Licenses that are not usable now, but after the change. */
  readonly becomeUsable: number;
  /** Most frequent reason first. */
  readonly skipped: readonly SkippedLicenses[];
  /** The newest licenses that will change. */
  readonly sample: readonly SampledLicense[];
}

/** The part of a preview that is confirmed. */
export type Confirmed = Pick<BulkPreview, 'digest' | 'willChange'>;

/** Previews changes of any number of licenses, and starts them as jobs. */
@Injectable()
export class BulkLicensesJobsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly selected: LicenseSelectionService,
    private readonly jobs: BackgroundJobsService,
    private readonly policies: PoliciesService,
    private readonly customers: CustomersService,
    private readonly calendar: Calendar,
  ) {}

  /** One statement counts; another one reads the sample. */
  async preview(request: BulkRequest): Promise<BulkPreview> {
    const change = await this.changeOf(request);
    const selection = await this.selected.of(request);
    const { now } = selection;
    const counts = await this.count(selection, classify(change, this.calendar.zone, now));
    const skipped = counts.flatMap(({ reason, count }) => (reason ? [{ reason, count }] : []));
    const [changing] = counts.filter(({ reason }) => reason === null);
    return {
      change,
      now,
      skipped,
      digest: digestOf(change, counts),
      matching: counts.reduce((sum, { count }) => sum + count, 0),
      willChange: changing?.count ?? 0,
      becomeUsable: changing?.usable ?? 0,
      sample: changing ? await this.sample(selection, change) : [],
    };
  }

  /** The selected licenses that cannot change for a reason, newest first. */
  async skipped(request: BulkRequest, reason: BulkObstacle, page: CursorRequest): Promise<Page<LicenseWithUsage>> {
    const change = await this.changeOf(request);
    const selection = await this.selected.of(request);
    const { obstacle, parameters } = classify(change, this.calendar.zone, selection.now);
    const query = await this.selected.query(selection);
    query.andWhere(`(${obstacle}) = :obstacle`, { ...parameters, obstacle: reason });
    const { rows, ...cursors } = await readPage(query, page, foundBy(selection.filter));
    return { rows: await withRelations(this.work.manager, rows), ...cursors };
  }

  /**
   * All licenses that match now are rows of the job; those that cannot change are skipped.
   * @param confirm throws if this is not what the preview has shown; there is no job then
   */
  async start(request: BulkRequest, confirm?: (selected: Confirmed) => void): Promise<BackgroundJob> {
    const { reason, reference } = reasonOf(request);
    return this.work.run(async (manager) => {
      const change = await this.changeOf(request);
      const selection = await this.selected.of(request);
      const rows = await this.rows(selection, classify(change, this.calendar.zone, selection.now));
      const job = await this.jobs.start({ kind: kindOf(change.action), parameters: change, reason, reference, rows });
      if (confirm) {
        const counts = await manager.query<SelectedCount[]>(COUNT_ROWS, [job.id]);
        confirm({ digest: digestOf(change, counts), willChange: job.total - job.skipped });
      }
      return job;
    });
  }

  private async count(selection: LicenseSelection, { obstacle, becomesUsable, parameters }: Classification) {
    const licenses = (await this.selected.query(selection))
      .select(obstacle, 'reason')
      .addSelect('license.id', 'id')
      .addSelect(becomesUsable, 'usable')
      .setParameters(parameters);
    const [sql, values] = licenses.getQueryAndParameters();
    return this.work.manager.query<(SelectedCount & { reason: BulkObstacle | null; usable: number })[]>(
      `SELECT reason, count(*)::integer AS count, sum(hashint8extended(id, 0))::text AS ids,
         (count(*) FILTER (WHERE usable))::integer AS usable
       FROM (${sql}) AS license GROUP BY reason ORDER BY count DESC, reason`,
      values,
    );
  }

  private async rows(selection: LicenseSelection, { obstacle, parameters }: Classification): Promise<RowSource> {
    const query: SelectQueryBuilder<License> = await this.selected.query(selection);
    const [sql, values] = query
      .select('license.id', 'target_id')
      .addSelect('license.uid', 'target_uid')
      .addSelect('license.key', 'label')
      .addSelect('license.updated_at', 'version')
      .addSelect(obstacle, 'reason')
      .addSelect('CAST(NULL AS jsonb)', 'before')
      .addSelect('CAST(NULL AS jsonb)', 'after')
      .setParameters(parameters)
      .getQueryAndParameters();
    return { sql, parameters: values };
  }

  private async sample(selection: LicenseSelection, change: BulkAction): Promise<SampledLicense[]> {
    const { now } = selection;
    const { obstacle, basis, policyVersion, parameters } = classify(change, this.calendar.zone, now);
    const query = (await this.selected.query(selection)).andWhere(`(${obstacle}) IS NULL`, parameters);
    const { entities, raw } = await query
      .addSelect(basis, 'basis')
      .addSelect(policyVersion, 'policyVersion')
      .orderBy('license.id', 'DESC')
      .limit(SAMPLE)
      .getRawAndEntities<{ basis: RenewalBasis; policyVersion: number | null }>();
    const policy = change.policy ? await this.work.manager.findOneBy(Policy, { id: change.policy.id }) : null;
    const used = await withRelations(this.work.manager, entities);
    return used.map(({ license, use }, index) => {
      const { basis: countedFrom = 'end', policyVersion: version = null } = raw[index] ?? {};
      const context = { now, calendar: this.calendar, basis: countedFrom, policyVersion: version, policy };
      return { license, use, columns: plannedColumns(license, change, context) };
    });
  }

  private async changeOf(request: BulkRequest): Promise<BulkAction> {
    const { action, days, months, years, from, until, follow, policyVersion } = request;
    if (action === 'extend') {
      const isUntil = [days, months, years].every((amount) => amount === undefined) && until !== undefined;
      const span = until === undefined ? spanOf(request) : undefined;
      if (!isUntil && !span) {
        throw problem('DAYS_OR_UNTIL', { field: 'params' });
      }
      return { action, days: span?.days, months: span?.months, from, until };
    }
    return {
      action,
      ...(action === 'move' && { customer: await this.customerOf(request) }),
      ...(action === 'change_policy' && { policy: await this.policyOf(request), follow }),
      ...(action === 'change_policy_version' && { policyVersion }),
    };
  }

  private async customerOf({ customer: id }: BulkRequest): Promise<BulkAction['customer']> {
    if (id === undefined) {
      throw problem('FIELD_NEEDED', { field: 'params.customer' });
    }
    if (id === null) {
      return null;
    }
    const { id: number, uid, name } = await referenced('params.customer', this.customers.get(id));
    return { id: number, uid, name };
  }

  private async policyOf({ policy: id }: BulkRequest): Promise<BulkAction['policy']> {
    if (id === undefined) {
      throw problem('FIELD_NEEDED', { field: 'params.policy' });
    }
    const { id: number, uid, name } = await referenced('params.policy', this.policies.get(id));
    return { id: number, uid, name };
  }
}

/** The reason of the job, or of the request that starts it. Throws if there must be one. */
function reasonOf({ action, reason, reference }: BulkRequest): Pick<BulkRequest, 'reason' | 'reference'> {
  const given = currentRequest()?.changeReason;
  const why = reason ?? given?.reason ?? undefined;
  if (given?.isRequired && why === undefined && isDestructive(action)) {
    throw problem('REASON_REQUIRED', { field: 'params.reason' });
  }
  return { reason: why, reference: reference ?? given?.reference ?? undefined };
}

/** Licenses with the same obstacle. */
interface SelectedCount {
  readonly reason: string | null;
  readonly count: number;
  /** Sum of the hashes of their ids. */
  readonly ids: string;
}

function digestOf(change: BulkAction, counts: readonly SelectedCount[]): string {
  const selected = counts.map(({ reason, count, ids }) => `${reason} ${count} ${ids}`).sort();
  return createHash('sha256')
    .update(JSON.stringify([change, selected]))
    .digest('base64url');
}

const COUNT_ROWS = `
  SELECT reason, count(*)::integer AS count, sum(hashint8extended(target_id, 0))::text AS ids
  FROM background_job_rows WHERE job_id = $1 GROUP BY reason`;
