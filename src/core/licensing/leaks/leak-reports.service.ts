import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { KeyLookupsService } from '../../licenses/licenses/key-lookups.service';
import { typedFormOf } from '../../licenses/licenses/typed-key';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { ReportAnomaliesService } from '../anomalies/report-anomalies.service';

/** A text that looks like a license key, and where it was found. */
export interface LeakedToken {
  readonly token: string;
  readonly type: string;
  /** Empty if it is not public. */
  readonly url: string;
  readonly source: string;
}

/** Places of one license that a report adds. */
const MAX_PLACES = 20;

/** Opens an anomaly of each license whose key was found in public. */
@Injectable()
export class LeakReportsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly keys: KeyLookupsService,
    private readonly anomalies: ReportAnomaliesService,
    private readonly clock: Clock,
  ) {}

  /** Returns the tokens that are keys of licenses. Replaced keys count as long as they are valid. */
  async report(tokens: readonly LeakedToken[]): Promise<ReadonlySet<string>> {
    const licenseOf = await this.licensesOf([...new Set(tokens.map(({ token }) => token))]);
    const places = new Map<number, object[]>();
    for (const { token, url, source, type } of tokens) {
      const licenseId = licenseOf.get(token);
      if (licenseId !== undefined) {
        places.set(licenseId, [...(places.get(licenseId) ?? []), { url, source, type }]);
      }
    }
    const findings = [...places].map(([licenseId, found]) => ({
      licenseId,
      activationId: null,
      details: { places: found.slice(0, MAX_PLACES) },
    }));
    await this.work.run(() => this.anomalies.report('key_leaked', findings));
    return new Set(licenseOf.keys());
  }

  /** Ids of the licenses, by the key as it was found. */
  private async licensesOf(tokens: readonly string[]): Promise<Map<string, number>> {
    const now = this.clock.now();
    const exact = await this.idsOf(tokens);
    const others = tokens.filter((token) => !exact.has(token));
    const found = await this.keys.findEach(
      others.map((key) => ({ key, form: typedFormOf(key), fingerprint: null })),
      now,
    );
    const current = await this.idsOf(found.flatMap((one) => one?.current ?? []));
    for (const [index, token] of others.entries()) {
      const id = current.get(found[index]?.current ?? '');
      if (id !== undefined) {
        exact.set(token, id);
      }
    }
    return exact;
  }

  private async idsOf(keys: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.work.manager.query<{ id: number; key: string }[]>(
      'SELECT id, key FROM licenses WHERE key = ANY ($1)',
      [keys],
    );
    return new Map(rows.map(({ id, key }) => [key, id]));
  }
}
