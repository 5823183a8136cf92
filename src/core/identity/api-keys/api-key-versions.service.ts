import { Injectable } from '@nestjs/common';
import { NATIVE_VERSIONS } from '../../common/api-versions/native-versions';
import { Clock } from '../../common/clock';
import { PeriodicWrites } from '../../common/periodic-writes';
import { UnitOfWork } from '../../platform/database/unit-of-work';

/** Days for which uses are kept. */
const KEPT_DAYS = 90;
/** Keys and versions that one node remembers of a day. */
const MAX_NOTED = 10_000;
const MAX_LISTED = 100;

/** The use of a key with an older version of the API in the last 90 days. */
export interface VersionUse {
  readonly apiVersion: string;
  /** Last day, in UTC: `YYYY-MM-DD`. */
  readonly lastUsedOn: string;
  /** Number of days with uses. */
  readonly days: number;
}

/** An active key that answers in an older version of the API, or was used with one. */
export interface OutdatedKey {
  readonly uid: string;
  readonly name: string;
  /** Version that the key is set to. */
  readonly pinned: string;
  /** The older version last used and its day; null if it was not used. */
  readonly used: string | null;
  readonly lastUsedOn: string | null;
}

/** Notes which keys use older versions of the API: one row for each key, version and day, written after the requests. */
@Injectable()
export class ApiKeyVersionsService extends PeriodicWrites {
  private day = '';
  private noted = new Set<string>();
  private uses: { apiKeyId: number; apiVersion: string; day: string }[] = [];

  constructor(
    private readonly work: UnitOfWork,
    clock: Clock,
  ) {
    super(clock);
  }

  /** Costs nothing for the newest version, and nothing is written where this node has noted the key today. */
  note(apiKeyId: number, apiVersion: string | undefined): void {
    if (apiVersion === undefined || apiVersion === NATIVE_VERSIONS.newest) {
      return;
    }
    const day = this.clock.now().toISOString().slice(0, 10);
    if (day !== this.day || this.noted.size >= MAX_NOTED) {
      this.day = day;
      this.noted = new Set();
    }
    const name = `${apiKeyId} ${apiVersion}`;
    if (!this.noted.has(name) && this.uses.length < MAX_NOTED) {
      this.noted.add(name);
      this.uses.push({ apiKeyId, apiVersion, day });
    }
  }

  /** Older versions with which the key was used, newest first. */
  ofKey({ id }: { readonly id: number }): Promise<VersionUse[]> {
    return this.work.manager.query(OF_KEY, [id, NATIVE_VERSIONS.newest, KEPT_DAYS, this.clock.now()]);
  }

  /** The first 100 by name. */
  outdated(): Promise<OutdatedKey[]> {
    return this.work.manager.query(OUTDATED, [NATIVE_VERSIONS.newest, KEPT_DAYS, this.clock.now(), MAX_LISTED]);
  }

  protected async writeAll(): Promise<void> {
    const { uses } = this;
    this.uses = [];
    if (uses.length > 0) {
      const columns = [
        uses.map(({ apiKeyId }) => apiKeyId),
        uses.map(({ apiVersion }) => apiVersion),
        uses.map(({ day }) => day),
      ];
      await this.work.manager.query(WRITE, columns);
      await this.work.manager.query(DELETE_OLD, [columns[0], KEPT_DAYS, this.clock.now()]);
    }
  }
}

const FIRST_DAY = (days: string, now: string): string =>
  `(${now}::timestamptz AT TIME ZONE 'UTC')::date - ${days}::integer`;

// In the order of the primary key, so that nodes cannot deadlock.
const WRITE = `
  INSERT INTO api_key_version_uses (api_key_id, api_version, day)
  SELECT DISTINCT api_key_id, api_version, day
  FROM unnest($1::bigint[], $2::text[], $3::date[]) AS used (api_key_id, api_version, day)
  WHERE EXISTS (SELECT FROM api_keys WHERE id = api_key_id) ORDER BY api_key_id, api_version, day
  ON CONFLICT DO NOTHING`;

const DELETE_OLD = `
  DELETE FROM api_key_version_uses WHERE api_key_id = ANY ($1) AND day < ${FIRST_DAY('$2', '$3')}`;

const OF_KEY = `
  SELECT api_version AS "apiVersion", max(day)::text AS "lastUsedOn", count(*)::integer AS days
  FROM api_key_version_uses
  WHERE api_key_id = $1 AND api_version < $2 AND day >= ${FIRST_DAY('$3', '$4')}
  GROUP BY api_version ORDER BY api_version DESC`;

const OUTDATED = `
  SELECT key.uid, key.name, key.api_version AS pinned, used.api_version AS used, used.day::text AS "lastUsedOn"
  FROM api_keys AS key LEFT JOIN LATERAL (
    SELECT api_version, day FROM api_key_version_uses
    WHERE api_key_id = key.id AND api_version < $1 AND day >= ${FIRST_DAY('$2', '$3')}
    ORDER BY day DESC, api_version LIMIT 1
  ) AS used ON true
  WHERE key.revoked_at IS NULL AND (key.expires_at IS NULL OR key.expires_at > $3)
    AND (key.api_version < $1 OR used.day IS NOT NULL)
  ORDER BY key.name, key.id LIMIT $4`;
