import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { Clock, type Page, type PageRequest, problem } from '../../core/common';
import { eventPayload } from '../../core/licenses';
import { LicensesService } from '../../core/licensing';
import { readPage, searchPattern, UnitOfWork } from '../../core/platform';
import { FreePoolsService } from './free-pools.service';
import { ReadReportService, type SignedReport } from './read-report.service';
import { ReceivedReport } from './received-report.entity';
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

/** A report that was received, and what is missing before it. */
export interface ReceivedUsage {
  readonly report: SignedReport;
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
    private readonly clock: Clock,
  ) {}

  /**
   * A report that is repeated counts once. One that was missing may come later.
   * @throws REPORT_INVALID, and REPORT_FORKED for a report that does not continue those before it
   */
  async receive(text: string): Promise<ReceivedUsage> {
    const report = await this.reader.read(text);
    const { relay } = report;
    if (!relay.license) {
      throw problem('REPORT_INVALID');
    }
    return this.licenses.runLocked(relay.license.uid, async ({ license }) => {
      const known = await this.find(relay.id, report.seq);
      const fork = await this.forkOf(report, known);
      if (fork !== null) {
        const facts = {
          ...eventPayload(license),
          relay_id: relay.uid,
          relay_name: relay.name,
          seq: report.seq,
          found: fork,
        };
        await this.work.record([this.work.changeRecord('relay_report.forked', relay, null, null, facts)]);
        throw problem('REPORT_OF_FORK', { seq: report.seq, found: fork });
      }
      const isRepeated = known !== null && (report.hash === null || known.textHash !== null);
      if (!isRepeated) {
        await this.store(report, known);
      }
      return { report, gaps: await this.gapsOf(relay.id) };
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

  gapsOf(relayId: number): Promise<Gap[]> {
    return this.work.manager.query<Gap[]>(GAPS, [relayId, MAX_GAPS]);
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

  /** The part that does not fit; null if everything does. */
  private async forkOf(report: SignedReport, known: ReceivedReport | null): Promise<string | null> {
    const { relay, seq, hash, prev } = report;
    if (hash === null) {
      return null;
    }
    if (known?.textHash && known.textHash !== hash) {
      return known.boot === report.boot ? 'another report has this number' : 'other data have sent this number';
    }
    const [before, after] = [await this.find(relay.id, seq - 1), await this.find(relay.id, seq + 1)];
    if (before?.textHash && before.textHash !== prev) {
      return `it names another report ${seq - 1}`;
    }
    return after?.prev && after.prev !== hash ? `report ${seq + 1} names another one` : null;
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
  SELECT seq + 1 AS from_seq, next - 1 AS to_seq
  FROM (
    SELECT seq, lead(seq) OVER (ORDER BY seq) AS next
    FROM (SELECT 0 AS seq UNION ALL SELECT seq FROM received_reports WHERE relay_id = $1) AS known
  ) AS pairs
  WHERE next > seq + 1 ORDER BY seq LIMIT $2`;

function usedIn(usage: ReportedUsage | undefined): ReadonlyMap<string, string> {
  return new Map(Object.entries(usage?.meters ?? {}).map(([code, { used }]) => [code, used]));
}

/** The part of a report that an event has: without people, hosts and days. */
function shownIn({ sessions, activations, meters, devices }: ReportedUsage) {
  return { sessions, activations, meters, devices };
}
