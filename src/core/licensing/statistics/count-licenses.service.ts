import { performance } from 'node:perf_hooks';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { CountryDatabaseService } from '../../platform/countries/country-database.service';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { entitlementsAt, type EffectiveGrants } from '../../licenses/grants/effective-grants';
import { MAX_ROWS, Tally } from './dimensions';

/** Licenses of one step. */
const STEP = 5_000;
/** Licenses and devices are counted every few minutes, or so rarely that counting takes at most 1/200 of the time. */
const MIN_PAUSE_MS = 270_000;
const PAUSE_FACTOR = 200;

/** Row of the licenses whose seats are all taken that has their number. */
export const ALL_FULL = '';

/** Counts licenses and devices as they are now. */
@Injectable()
export class CountLicensesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly countries: CountryDatabaseService,
    private readonly clock: Clock,
  ) {}

  /** Counts if the last time was long enough ago. */
  async runIfDue(): Promise<void> {
    const [progress] = await this.work.manager.query<Progress[]>(PROGRESS);
    if (progress && isDue(progress, this.clock.now())) {
      await this.run();
    }
  }

  async run(): Promise<void> {
    const now = this.clock.now();
    const start = performance.now();
    const counts = new Counts();
    for (let [from, to] = [0, await this.endAfter(0)]; to !== null; [from, to] = [to, await this.endAfter(to)]) {
      await this.countStep(counts, [from, to, now], now);
    }
    const rows = counts.rows();
    await this.work.run(async (manager) => {
      await manager.query('SELECT 1 FROM statistics_progress FOR UPDATE');
      await manager.query('DELETE FROM statistics_counts');
      await manager.query(SAVE, [JSON.stringify(rows), MAX_ROWS]);
      await manager.query('UPDATE statistics_progress SET counted_at = $1, duration_ms = $2', [
        now,
        Math.round(performance.now() - start),
      ]);
    });
  }

  /** The last id of the step after this one; null after the last step. */
  private async endAfter(id: number): Promise<number | null> {
    const [step] = await this.work.manager.query<[{ last: number | null }]>(END, [id, STEP]);
    return step.last;
  }

  private async countStep(counts: Counts, parameters: unknown[], now: Date): Promise<void> {
    const { manager } = this.work;
    for (const { product, policy, granted, ...sum } of await manager.query<OfLicenses[]>(BY_LICENSE, parameters)) {
      counts.add('product', product, '', sum);
      counts.add('policy', product, policy, sum);
      for (const code of entitlementsAt(granted, now).keys()) {
        counts.add('entitlement', product, code, sum);
      }
    }
    for (const { product, version, ...sum } of await manager.query<OfVersion[]>(BY_VERSION, parameters)) {
      counts.add('version', product, version, sum);
    }
    for (const { product, license, devices } of await manager.query<OfFull[]>(FULL, parameters)) {
      counts.addFull(product, license, { licenses: 1, usable: 1, devices });
    }
    const located = await this.countCountries(counts, parameters);
    await manager.query(ACTIVITY, [...parameters.slice(0, 2), JSON.stringify(located)]);
    await manager.query(FORGET, parameters.slice(0, 2));
    await manager.query(METER_USE, parameters);
  }

  /** A license counts once in each country that it has devices in. Returns the countries of each license. */
  private async countCountries(counts: Counts, parameters: unknown[]): Promise<Located[]> {
    const countries = this.countries.current();
    const seen = new Map<number, Set<string>>();
    if (!countries) {
      return [];
    }
    for (const row of await this.work.manager.query<OfAddress[]>(BY_ADDRESS, parameters)) {
      const country = countries.countryOf(row.ip);
      if (country !== null) {
        const ofLicense = seen.get(row.license) ?? new Set();
        const licenses = ofLicense.has(country) ? 0 : 1;
        seen.set(row.license, ofLicense.add(country));
        counts.add('country', row.product, country, {
          licenses,
          usable: row.usable ? licenses : 0,
          devices: row.devices,
        });
      }
    }
    return [...seen].map(([license, found]) => ({ license, countries: [...found].sort() }));
  }
}

interface Located {
  readonly license: number;
  readonly countries: readonly string[];
}

interface Progress {
  readonly countedAt: Date | null;
  readonly durationMs: number;
}

interface Sum {
  licenses: number;
  usable: number;
  devices: number;
}

/** A sum for a product. */
type OfProduct<T> = Readonly<Sum> & { readonly product: number } & Readonly<T>;
type OfLicenses = OfProduct<{ policy: number; granted: EffectiveGrants }>;
type OfVersion = OfProduct<{ version: string }>;
type OfFull = Pick<OfProduct<{ license: number }>, 'product' | 'license' | 'devices'>;
interface OfAddress {
  readonly product: number;
  readonly license: number;
  readonly usable: boolean;
  readonly ip: string;
  readonly devices: number;
}

type Key = [dimension: string, product: number, value: string];

class Counts {
  private readonly tally = new Tally<Key, Sum>(() => ({ licenses: 0, usable: 0, devices: 0 }));
  /** The newest licenses whose seats are all taken. */
  private full: { readonly key: Key; readonly sum: Sum }[] = [];

  add(dimension: string, product: number, value: string | number, { licenses, usable, devices }: Sum): void {
    const sum = this.tally.of(dimension, product, String(value));
    sum.licenses += licenses;
    sum.usable += usable;
    sum.devices += devices;
  }

  /** In the order of their ids. */
  addFull(product: number, license: number, sum: Sum): void {
    this.add('full', product, ALL_FULL, sum);
    this.full.push({ key: ['full', product, String(license)], sum });
    this.full = this.full.slice(-MAX_ROWS);
  }

  rows(): object[] {
    return [...this.tally.all(), ...this.full].map(({ key: [dimension, product, value], sum }) => ({
      dimension,
      product,
      value,
      ...sum,
    }));
  }
}

function isDue({ countedAt, durationMs }: Progress, now: Date): boolean {
  const pause = Math.max(MIN_PAUSE_MS, PAUSE_FACTOR * durationMs);
  const age = countedAt === null ? pause : now.getTime() - countedAt.getTime();
  // A node whose clock was ahead may have noted a time that is still to come.
  return age >= pause || age < 0;
}

const PROGRESS = `SELECT counted_at AS "countedAt", duration_ms AS "durationMs" FROM statistics_progress`;

const END = `SELECT max(id) AS last FROM (SELECT id FROM licenses WHERE id > $1 ORDER BY id LIMIT $2) AS step`;

/** Licenses of a step, with the number of their seats that are taken. */
const STEP_LICENSES = `
  SELECT id, product_id, policy_id, max_activations, resolved,
    revoked_at IS NULL AND blocked_at IS NULL AND disabled_at IS NULL AND (starts_at IS NULL OR starts_at <= $3)
      AND (expires_at IS NULL OR expires_at > $3) AS usable
  FROM licenses WHERE id > $1 AND id <= $2`;

const HOLDS_SEAT = 'a.license_id > $1 AND a.license_id <= $2 AND a.deactivated_at IS NULL AND a.takes_seat';

const SEATS = `SELECT a.license_id AS id, count(*) AS devices FROM activations AS a WHERE ${HOLDS_SEAT} GROUP BY 1`;

const BY_LICENSE = `
  WITH step AS (${STEP_LICENSES}), seats AS (${SEATS})
  SELECT product_id AS product, policy_id AS policy, resolved AS granted, count(*) AS licenses,
    count(*) FILTER (WHERE usable) AS usable, coalesce(sum(devices), 0)::bigint AS devices
  FROM step LEFT JOIN seats USING (id) GROUP BY 1, 2, 3`;

const FULL = `
  WITH step AS (${STEP_LICENSES}), seats AS (${SEATS})
  SELECT product_id AS product, id AS license, devices FROM step JOIN seats USING (id)
  WHERE usable AND devices >= max_activations ORDER BY id`;

const BY_VERSION = `
  WITH step AS (${STEP_LICENSES})
  SELECT step.product_id AS product, coalesce(a.app_version, '') AS version, count(DISTINCT step.id) AS licenses,
    count(DISTINCT step.id) FILTER (WHERE usable) AS usable, count(*) AS devices
  FROM step JOIN activations AS a ON a.license_id = step.id WHERE ${HOLDS_SEAT} GROUP BY 1, 2`;

const BY_ADDRESS = `
  WITH step AS (${STEP_LICENSES})
  SELECT step.product_id AS product, step.id AS license, usable, a.ip, count(*) AS devices
  FROM step JOIN activations AS a ON a.license_id = step.id WHERE ${HOLDS_SEAT} AND a.ip IS NOT NULL GROUP BY 1, 2, 3, 4`;

// A license whose use is as it was is not written.
const ACTIVITY = `
  INSERT INTO license_activity AS known (license_id, last_seen_on, seats_used, seats_left, countries)
  SELECT id, coalesce(seen_on, '-infinity'), coalesce(seats, 0), max_activations - coalesce(seats, 0), coalesce(countries, '{}')
  FROM licenses LEFT JOIN (
    SELECT license_id AS id, CAST(max(last_seen_at) AT TIME ZONE 'UTC' AS date) AS seen_on,
      count(*) FILTER (WHERE deactivated_at IS NULL AND takes_seat) AS seats
    FROM activations WHERE license_id > $1 AND license_id <= $2 GROUP BY 1
  ) AS device USING (id) LEFT JOIN (
    SELECT license AS id, countries FROM json_to_recordset($3::json) AS located (license bigint, countries varchar[])
  ) AS located USING (id) WHERE id > $1 AND id <= $2 ORDER BY id
  ON CONFLICT (license_id) DO UPDATE SET last_seen_on = excluded.last_seen_on, seats_used = excluded.seats_used,
    seats_left = excluded.seats_left, countries = excluded.countries
  WHERE (known.last_seen_on, known.seats_used, known.seats_left, known.countries)
    IS DISTINCT FROM (excluded.last_seen_on, excluded.seats_used, excluded.seats_left, excluded.countries)`;

const FORGET = `
  DELETE FROM license_activity AS known WHERE license_id > $1 AND license_id <= $2
    AND NOT EXISTS (SELECT FROM licenses WHERE id = known.license_id)`;

// A license whose use is as it was is not written here either.
const METER_USE = `
  WITH current AS (
    SELECT license.id AS license_id, meter.id AS meter_id, coalesce(balance.used, 0) AS used,
      CASE WHEN meter."limit" = 0 THEN 100 ELSE coalesce(balance.used, 0) * 100 / meter."limit" END AS percent
    FROM licenses AS license
    CROSS JOIN LATERAL jsonb_each(license.resolved -> 'meters') AS granted (code, terms)
    CROSS JOIN LATERAL jsonb_to_record(granted.terms) AS meter (id bigint, "limit" numeric)
    LEFT JOIN LATERAL (
      SELECT used FROM meter_balances
      WHERE license_id = license.id AND meter_id = meter.id AND period_start <= $3
        AND (period_end IS NULL OR period_end > $3)
      ORDER BY period_start DESC LIMIT 1
    ) AS balance ON true
    WHERE license.id > $1 AND license.id <= $2
  ), forgotten AS (
    DELETE FROM license_meter_use AS known WHERE license_id > $1 AND license_id <= $2
      AND NOT EXISTS (SELECT FROM current WHERE license_id = known.license_id AND meter_id = known.meter_id)
  )
  INSERT INTO license_meter_use AS known (license_id, meter_id, used, percent)
  SELECT license_id, meter_id, used, floor(percent) FROM current ORDER BY license_id, meter_id
  ON CONFLICT (license_id, meter_id) DO UPDATE SET used = excluded.used, percent = excluded.percent
  WHERE (known.used, known.percent) IS DISTINCT FROM (excluded.used, excluded.percent)`;

// The largest of each dimension; of those whose seats are all taken, the newest are here.
const SAVE = `
  INSERT INTO statistics_counts (dimension, product_id, value, licenses, usable, devices)
  SELECT dimension, product, value, licenses, usable, devices FROM (
    SELECT *, row_number() OVER (PARTITION BY dimension ORDER BY licenses DESC, devices DESC, product, value) AS place
    FROM json_to_recordset($1::json) AS counted (dimension varchar, product bigint, value varchar, licenses bigint,
      usable bigint, devices bigint)
  ) AS ranked WHERE dimension = 'full' OR place <= $2`;
