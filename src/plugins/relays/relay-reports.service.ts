import { Injectable } from '@nestjs/common';
import { In, type SelectQueryBuilder } from 'typeorm';
import { Clock, type DomainError, type Page, type PageRequest, problem } from '../../core/common';
import { eventPayload, type License } from '../../core/licenses';
import { LicensesService } from '../../core/licensing';
import { ReportAnomaliesService } from '../../core/licensing/internal';
import { readPage, searchPattern, UnitOfWork } from '../../core/platform';
import { FreePoolsService } from './free-pools.service';
import { ReadReportService, type SignedReport } from './read-report.service';
import { ReceivedReport } from './received-report.entity';
import type { Relay } from './relay.entity';
import { RelaysService } from './relays.service';
import type { ReportedUsage } from './reported-usage';

/** Bounds what one relay can store. */
const MAX_REPORTS = 20_000;
const MAX_GAPS = 100;

/** Numbers of reports that did not come. */
export interface Gap {
  readonly from_seq: number;
  readonly to_seq: number;
}

/** Numbers of reports of one of several relays that did not come. */
export interface GapOfRelay extends Gap {
  readonly relay_id: number;
}

/** A report that was received, and what is missing before it. */
export interface ReceivedUsage {
  readonly report: SignedReport;
  /** It was received before. */
  readonly isRepeated: boolean;
  readonly gaps: readonly Gap[];
}

/** Receives reports of relays, each once, and settles what was used of meters. */
@Injectable()
export class RelayReportsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reader: ReadReportService,
    private readonly relays: RelaysService,
    private readonly licenses: LicensesService,
    private readonly pools: FreePoolsService,
    private readonly anomalies: ReportAnomaliesService,
    private readonly clock: Clock,
  ) {}

  /**
   * A report that is repeated counts once. One that was missing may come later.
   * @param isOwn whether the sender may send reports about a license
   * @throws REPORT_INVALID, and REPORT_FORKED for a report that does not continue those before it
   */
  async receive(text: string, isOwn: (license: License) => boolean = () => true): Promise<ReceivedUsage> {
    const report = await this.reader.read(text);
    const { relay } = report;
    if (!relay.license || !isOwn(relay.license)) {
      throw problem('REPORT_INVALID');
    }
    return this.licenses.runLocked(relay.license.uid, async ({ license }) => {
      const known = await this.find(relay.id, report.seq);
      const fork = await this.forkOf(report, known);
      if (fork !== null) {
        const found = { relay_id: relay.uid, relay_name: relay.name, seq: report.seq, found: fork.message };
        const facts = { ...eventPayload(license), ...found };
        await this.work.record([this.work.changeRecord('relay_report.forked', relay, null, null, facts)]);
        const details = { relay: relay.name, relay_id: relay.uid, seq: report.seq };
        await this.anomalies.report('relay_forked', [{ licenseId: license.id, activationId: null, details }]);
        throw fork;
      }
      const isRepeated = known !== null && (report.hash === null || known.textHash !== null);
      if (!isRepeated) {
        await this.store(report, known);
      }
      return { report, isRepeated, gaps: await this.gapsOf(relay.id) };
    });
  }

  /** @param q part of the name of the relay */
  async listOfRelay(relayId: string, page: PageRequest, q?: string): Promise<Page<ReceivedReport>> {
    const relay = await this.relays.get(relayId);
    return readPage(this.query(q).andWhere('report.relayId = :id', { id: relay.id }), page);
  }

  /** @param q part of the name of the relay */
  async listOfLicense(licenseId: string, page: PageRequest, q?: string): Promise<Page<ReceivedReport>> {
    const { license } = await this.licenses.get(licenseId);
    return readPage(this.query(q).andWhere('report.licenseId = :id', { id: license.id }), page);
  }

  async gapsOf(relayId: number): Promise<Gap[]> {
    const gaps = await this.gapsOfAll([relayId]);
    return gaps.map(({ from_seq, to_seq }) => ({ from_seq, to_seq }));
  }

  /** Reports of several relays that did not come. */
  gapsOfAll(relayIds: readonly number[]): Promise<GapOfRelay[]> {
    return this.work.manager.query<GapOfRelay[]>(GAPS, [relayIds, MAX_GAPS]);
  }

  /** The newest report of each relay that has one. */
  newestOf(relays: readonly Relay[]): Promise<ReceivedReport[]> {
    return this.work.manager
      .createQueryBuilder(ReceivedReport, 'report')
      .distinctOn(['report.relayId'])
      .where({ relayId: In(relays.map(({ id }) => id)) })
      .orderBy({ 'report.relayId': 'ASC', 'report.seq': 'DESC' })
      .getMany();
  }

  /** Replaces what a code told of the same report, by the report itself. */
  private async store(report: SignedReport, known: ReceivedReport | null): Promise<void> {
    const { relay, seq, hash, prev, boot, from, to, usage } = report;
    const { manager } = this.work;
    if ((await manager.countBy(ReceivedReport, { relayId: relay.id })) >= MAX_REPORTS) {
      throw problem('TOO_MANY_REPORTS', { limit: MAX_REPORTS });
    }
    const columns = { textHash: hash, prev, boot, fromAt: from, toAt: to, usage, receivedAt: this.clock.now() };
    if (known) {
      await manager.update(ReceivedReport, known.id, columns);
    } else {
      await manager.insert(ReceivedReport, { ...columns, relayId: relay.id, licenseId: relay.licenseId, seq });
    }
    await this.pools.settle(relay, usedIn(usage), usedIn(known?.usage));
    const facts = { relay_id: relay.uid, relay_name: relay.name, seq, from, to, usage: shownIn(usage) };
    const payload = { ...(relay.license && eventPayload(relay.license)), ...facts };
    await this.work.record([this.work.changeRecord('relay_report.received', relay, null, null, payload)]);
  }

  /** Says which part does not fit; null if everything does. */
  private async forkOf(report: SignedReport, known: ReceivedReport | null): Promise<DomainError | null> {
    const { relay, seq, hash, prev } = report;
    if (hash === null) {
      return null;
    }
    if (known?.textHash && known.textHash !== hash) {
      return problem(known.boot === report.boot ? 'REPORT_NUMBER_TAKEN' : 'REPORT_OF_OTHER_DATA', { seq });
    }
    const [before, after] = [await this.find(relay.id, seq - 1), await this.find(relay.id, seq + 1)];
    if (before?.textHash && before.textHash !== prev) {
      return problem('REPORT_AFTER_OTHER', { seq, before: seq - 1 });
    }
    return after?.prev && after.prev !== hash ? problem('REPORT_BEFORE_OTHER', { seq, after: seq + 1 }) : null;
  }

  private find(relayId: number, seq: number): Promise<ReceivedReport | null> {
    return this.work.manager.findOneBy(ReceivedReport, { relayId, seq });
  }

  private query(q: string | undefined): SelectQueryBuilder<ReceivedReport> {
    const query = this.work.manager
      .createQueryBuilder(ReceivedReport, 'report')
      .innerJoinAndSelect('report.relay', 'relay');
    return q === undefined ? query : query.where('relay.name ILIKE :q', { q: searchPattern(q) });
  }
}

const GAPS = `
  SELECT relay_id, seq + 1 AS from_seq, next - 1 AS to_seq
  FROM (
    SELECT relay_id, seq, lead(seq) OVER (PARTITION BY relay_id ORDER BY seq) AS next
    FROM (
      SELECT unnest($1::bigint[]) AS relay_id, 0 AS seq
      UNION ALL SELECT relay_id, seq FROM received_reports WHERE relay_id = ANY ($1)
    ) AS known
  ) AS pairs
  WHERE next > seq + 1 ORDER BY relay_id, seq LIMIT $2`;

function usedIn(usage: ReportedUsage | undefined): ReadonlyMap<string, string> {
  return new Map(Object.entries(usage?.meters ?? {}).map(([code, { used }]) => [code, used]));
}

/** The part of a report that an event has: without people, hosts and days. */
function shownIn({ sessions, activations, meters, devices }: ReportedUsage) {
  return { sessions, activations, meters, devices };
}
