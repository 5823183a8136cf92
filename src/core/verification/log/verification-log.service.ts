import { Injectable } from '@nestjs/common';
import type { ReportableRule } from '../../catalog/policies/behavior';
import { Clock } from '../../common/clock';
import { currentRequest, type RequestContext } from '../../common/http/request-context';
import { BatchDatabase } from '../../platform/database/batch-database';
import type { Batcher } from '../../platform/database/batcher';
import { databaseJson, type PreparedStatement } from '../../platform/database/prepared-statement';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { ChangeRecord } from '../../platform/database/change-record';
import { CallObserversService } from '../extension/call-observers.service';
import { Metrics } from '../../platform/monitoring/metrics';
import type { ActivationKind } from '../../licenses/activations/activation.entity';
import { type LicenseIdentity, licenseRecord } from '../../licenses/licenses/event-payload';
import { checkQueueKey } from '../../licenses/licenses/typed-key';
import type { ReachedLimit } from '../rules/reached-limit';
import type { ConfirmedRow, Expectation } from '../context/confirmation.query';
import { CONFIRM, EXPECTATIONS, type LogRow, NONE, ROWS, WRITE } from './log-rows.query';
import type { LogStatement } from './log-statement';
import { isStorable } from './storable';
import { ReportedRefusalsService } from './reported-refusals.service';
import { isUsableCode } from '../rules/verdict';
import type { Operation } from './verification.entity';

const MAX_KEY = 255;
/** Logged instead of an API, for calls outside of requests. */
const INTERNAL = 'internal';

export interface VerificationEntry {
  readonly operation: Operation;
  readonly outcome: string;
  /** License key as sent. */
  readonly key: string;
  readonly licenseId: number | null;
  readonly fingerprint?: string;
  /** Kind of the device; not logged. */
  readonly kind?: ActivationKind;
  readonly appVersion?: string;
  /** Active activation whose last-seen date is updated. */
  readonly seenActivationId?: number;
  /** Now, by default. */
  readonly at?: Date;
  /** The current request, by default. */
  readonly request?: RequestContext;
  /** Code of the rule that would refuse the request if the policy did more than report it; not logged, but counted. */
  readonly wouldBe?: ReportableRule;
  /** The limit that refused the request. */
  readonly reached?: { readonly license: LicenseIdentity; readonly limit: ReachedLimit };
}

type CountedEntry = Pick<VerificationEntry, 'operation' | 'outcome' | 'request'>;
type SharedEntry = Pick<VerificationEntry, 'operation' | 'outcome' | 'key' | 'licenseId'>;

interface LogItem {
  readonly row: LogRow;
  /** The row is written only if the rows of the license are as expected. */
  readonly expected?: Expectation;
  /** Event of a reached limit. */
  readonly report: ChangeRecord | undefined;
}

/** Logs every request of a program with its outcome. A row is committed when the returned promise resolves. */
@Injectable()
export class VerificationLogService {
  private readonly batcher: Batcher<LogItem, ConfirmedRow | null>;

  constructor(
    private readonly work: UnitOfWork,
    private readonly metrics: Metrics,
    private readonly clock: Clock,
    private readonly observers: CallObserversService,
    private readonly reported: ReportedRefusalsService,
    batches: BatchDatabase,
  ) {
    this.batcher = batches.checks(
      'write',
      'log',
      async (items) => confirmedOf(items, await this.writeBatch(batches, items)),
      async (item) => {
        const rows = await this.work.runQueued(checkQueueKey(item.row.key), () => this.insert([item]));
        return rows[0] ?? null;
      },
    );
  }

  /** Row, count and last-seen date are written atomically: in the transaction, if there is one, or in a batch. */
  async write(entry: VerificationEntry): Promise<void> {
    this.work.rehearsal?.noteVerdict(entry);
    const item = { row: this.rowOf(entry), report: reportOf(entry) };
    if (this.work.isRunning || !isStorable(item.row)) {
      await this.insert([item]);
    } else {
      await this.batcher.add(item);
    }
    this.countCall(entry);
  }

  /**
   * Like `write`, if the rows that the entry was judged by are as expected. Otherwise nothing is written, and the result is
   * null.
   */
  async confirm(entry: VerificationEntry, expected: Expectation): Promise<ConfirmedRow | null> {
    const row = this.rowOf(entry);
    if (!isStorable(row)) {
      return null;
    }
    const confirmed = await this.batcher.add({ row, report: undefined, expected });
    this.metrics.countKnownCheck(confirmed !== null);
    if (confirmed) {
      this.countCall(entry);
    }
    return confirmed;
  }

  /** Writes one entry per device in a single statement, without updating last-seen dates. */
  async writeForEach(entry: SharedEntry, fingerprints: readonly string[]): Promise<void> {
    if (fingerprints.length > 0) {
      await this.insert(
        fingerprints.map((fingerprint) => ({ row: this.rowOf({ ...entry, fingerprint }), report: undefined })),
      );
      this.count(entry, fingerprints.length);
    }
  }

  /** The rows of entries, for a statement with `logParts`. The caller counts them. */
  rowsOf(...entries: VerificationEntry[]): string {
    return databaseJson(entries.map((entry) => this.rowOf(entry)));
  }

  /** Runs a statement whose parameters after `values` are the rows of the entries and the records of their limits. */
  async query<T extends object>(
    { plain, reporting }: LogStatement,
    values: readonly unknown[],
    entries: readonly VerificationEntry[],
  ): Promise<T[]> {
    const reports = entries.flatMap((entry) => reportOf(entry) ?? []);
    const logging = [...values, this.rowsOf(...entries)];
    return reports.length === 0
      ? this.work.query<T>(plain, logging)
      : this.work.query<T>(reporting, [...logging, this.work.recordRows(reports)]);
  }

  count({ operation, outcome, request }: CountedEntry, times = 1): void {
    if (!this.work.rehearsal) {
      this.metrics.countVerdict(dialectName(request), operation, outcome, times);
    }
  }

  /** Counts the call, and hands it to the observers of plug-ins. */
  countCall(entry: VerificationEntry): void {
    this.count(entry);
    this.countReported(entry);
    if (this.observers.areAny && !this.work.rehearsal) {
      const { at, operation, outcome, license_id, key, fingerprint, app_version, ip, dialect } = this.rowOf(entry);
      this.observers.tell({
        at,
        operation,
        outcome,
        isUsable: isUsableCode(outcome),
        licenseId: license_id,
        key,
        fingerprint,
        appVersion: app_version,
        address: ip,
        dialect,
      });
    }
  }

  private countReported({ wouldBe, licenseId, outcome, at }: VerificationEntry): void {
    if (wouldBe !== undefined && licenseId !== null && isUsableCode(outcome) && !this.work.rehearsal) {
      this.reported.note(licenseId, wouldBe, at ?? this.clock.now());
    }
  }

  private insert(items: readonly LogItem[]): Promise<ConfirmedRow[]> {
    const [statement, values] = this.writing(items);
    return this.work.query<ConfirmedRow>(statement, values);
  }

  private async writeBatch(batches: BatchDatabase, items: readonly LogItem[]): Promise<ConfirmedRow[]> {
    const [statement, values] = this.writing(items);
    const rows = await batches.query<ConfirmedRow>(statement, values);
    if (statement === WRITE.reporting || statement === CONFIRM.reporting) {
      this.work.announceRecorded();
    }
    return rows;
  }

  private writing(items: readonly LogItem[]): [PreparedStatement, string[]] {
    const values = ROWS.values(items.map(({ row }) => row));
    const isExpecting = items.some(({ expected }) => expected);
    if (isExpecting) {
      values.push(...EXPECTATIONS.values(items.map(({ expected }) => expected ?? NONE)));
    }
    const { plain, reporting } = isExpecting ? CONFIRM : WRITE;
    const reports = items.flatMap(({ report }) => report ?? []);
    return reports.length === 0 ? [plain, values] : [reporting, [...values, this.work.recordRows(reports)]];
  }

  private rowOf(entry: VerificationEntry): LogRow {
    const request = entry.request ?? currentRequest();
    return {
      at: entry.at ?? this.clock.now(),
      license_id: entry.licenseId,
      key: entry.key.slice(0, MAX_KEY),
      fingerprint: entry.fingerprint ?? null,
      ip: request?.address ?? null,
      user_agent: request?.userAgent ?? null,
      app_version: entry.appVersion ?? null,
      dialect: dialectName(request),
      operation: entry.operation,
      outcome: entry.outcome,
      api_key_id: request?.actor?.type === 'api-key' ? request.actor.id : null,
      seen_id: entry.seenActivationId ?? null,
    };
  }
}

function reportOf({ reached, request }: VerificationEntry): ChangeRecord | undefined {
  return reached && { ...licenseRecord('license.limit_reached', reached.license, { ...reached.limit }), request };
}

/** In the order of the items; null for one that expects nothing, and for one that is not as expected. */
function confirmedOf(items: readonly LogItem[], rows: readonly ConfirmedRow[]): (ConfirmedRow | null)[] {
  const results = new Array<ConfirmedRow | null>(items.length).fill(null);
  rows.forEach((row) => (results[row.position - 1] = row));
  return results;
}

function dialectName(request = currentRequest()): string {
  return request?.dialect.name ?? INTERNAL;
}
