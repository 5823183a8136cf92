import { Injectable } from '@nestjs/common';
import { type OwnedLicense, PortalLicensesService } from '../../portal/licenses/portal-licenses.service';
import type { PortalVisitor } from '../../portal/frame/portal-visitor';
import type { ReceivedReport } from '../received-report.entity';
import type { Relay } from '../relay.entity';
import { type Gap, type ReceivedUsage, RelayReportsService } from '../relay-reports.service';
import { RelaysService } from '../relays.service';

/** Newest relays of a license that a page shows. */
const MAX_RELAYS = 100;

/** A relay, and how far its reports came. */
export interface ReportedRelay {
  readonly relay: Relay;
  readonly newest: ReceivedReport | undefined;
  /** Numbers of reports that did not come. */
  readonly gaps: readonly Gap[];
}

/** The relays of licenses that the signed-in customer manages. */
@Injectable()
export class PortalRelaysService {
  constructor(
    private readonly licenses: PortalLicensesService,
    private readonly relays: RelaysService,
    private readonly reports: RelayReportsService,
  ) {}

  /** The newest first. */
  async list({ license }: OwnedLicense): Promise<ReportedRelay[]> {
    const { rows } = await this.relays.list(license.uid, { limit: MAX_RELAYS });
    const newest = rows.length === 0 ? [] : await this.reports.newestOf(rows);
    const gaps = await this.reports.gapsOfAll(newest.map(({ relayId }) => relayId));
    return rows.map((relay) => ({
      relay,
      newest: newest.find(({ relayId }) => relayId === relay.id),
      gaps: gaps.filter(({ relay_id }) => relay_id === relay.id),
    }));
  }

  /**
   * Takes the report of a relay of any license that the visitor manages.
   * @throws REPORT_INVALID also for one of another customer
   */
  async receive(visitor: PortalVisitor, text: string): Promise<ReceivedUsage> {
    const managed = (await this.licenses.list(visitor)).filter(({ user }) => user === null);
    const ids = new Set(managed.map(({ license }) => license.id));
    return this.reports.receive(text, ({ id }) => ids.has(id));
  }
}
