import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/unit-of-work';

/** Version, size and start of the database. */
export interface DatabaseOverview {
  /** Version of PostgreSQL. */
  readonly version: string;
  readonly bytes: number;
  readonly startedAt: Date;
}

/** Size of a table. */
export interface TableSize {
  /** A partitioned table stands for its partitions. */
  readonly table: string;
  /** With indexes and long values. */
  readonly bytes: number;
  /** The larger of two estimates: that of the planner, and that of the counters of changes. */
  readonly rows: number;
}

/** Connections of one program from one address. */
export interface ConnectionGroup {
  readonly program: string;
  /** Null for connections through a socket of the same machine. */
  readonly address: string | null;
  readonly connections: number;
  readonly active: number;
}

/** Connections to the database server, by group. */
export interface Connections {
  readonly groups: readonly ConnectionGroup[];
  readonly used: number;
  /** Maximum number of connections of all databases of the server. */
  readonly most: number;
}

/** State of the WAL archive, from which a backup can be restored. */
export interface ArchiveState {
  readonly isArchiving: boolean;
  readonly lastArchivedAt: Date | null;
  readonly lastFailedAt: Date | null;
}

/** A server that receives this one's WAL. */
export interface Standby {
  /** Its `application_name`; several with one name count as the one that is furthest behind. */
  readonly name: string;
  readonly lagSeconds: number;
  readonly lagBytes: number;
}

const LISTED_TABLES = 10;
const LISTED_STANDBYS = 20;
const LISTED_GROUPS = 20;

/** Reads statistics that the database keeps anyway: no table is counted. */
@Injectable()
export class DatabaseStatsService {
  constructor(private readonly work: UnitOfWork) {}

  async overview(): Promise<DatabaseOverview> {
    const [overview] = await this.work.manager.query<[DatabaseOverview]>(OVERVIEW);
    return overview;
  }

  /** The largest tables first. */
  largestTables(): Promise<TableSize[]> {
    return this.work.manager.query<TableSize[]>(LARGEST);
  }

  async connections(): Promise<Connections> {
    const groups = await this.work.manager.query<ConnectionGroup[]>(CONNECTIONS);
    const [server] = await this.work.manager.query<[Omit<Connections, 'groups'>]>(USED);
    return { ...server, groups };
  }

  /** Empty unless this is the primary and its user may read them: a superuser or a member of `pg_monitor`. */
  standbys(): Promise<Standby[]> {
    return this.work.manager.query<Standby[]>(STANDBYS);
  }

  async archive(): Promise<ArchiveState> {
    const [archive] = await this.work.manager.query<[ArchiveState]>(ARCHIVE);
    return archive;
  }
}

const STANDBYS = `
  SELECT application_name AS name, COALESCE(max(extract(epoch FROM replay_lag)), 0)::float8 AS "lagSeconds",
         max(pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn))::float8 AS "lagBytes"
  FROM pg_stat_replication WHERE replay_lsn IS NOT NULL AND NOT pg_is_in_recovery()
  GROUP BY application_name ORDER BY "lagBytes" DESC, name LIMIT ${LISTED_STANDBYS}`;

const OVERVIEW = `
  SELECT current_setting('server_version') AS version, pg_database_size(current_database()) AS bytes,
         pg_postmaster_start_time() AS "startedAt"`;

const LARGEST = `
  SELECT whole.relname AS table, sum(pg_total_relation_size(part.oid))::bigint AS bytes,
         sum(greatest(part.reltuples, pg_stat_get_live_tuples(part.oid)))::bigint AS rows
  FROM pg_class AS part
  LEFT JOIN pg_inherits ON inhrelid = part.oid
  JOIN pg_class AS whole ON whole.oid = COALESCE(inhparent, part.oid)
  WHERE part.relkind = 'r' AND part.relnamespace = to_regnamespace(current_schema())
  GROUP BY whole.relname ORDER BY bytes DESC, whole.relname LIMIT ${LISTED_TABLES}`;

const CONNECTIONS = `
  SELECT application_name AS program, host(client_addr) AS address, count(*)::integer AS connections,
         count(*) FILTER (WHERE state = 'active')::integer AS active
  FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'
  GROUP BY application_name, client_addr ORDER BY connections DESC, program, address LIMIT ${LISTED_GROUPS}`;

const USED = `
  SELECT (SELECT count(*)::integer FROM pg_stat_activity WHERE backend_type = 'client backend') AS used,
         current_setting('max_connections')::integer AS most`;

const ARCHIVE = `
  SELECT current_setting('archive_mode') <> 'off' AS "isArchiving", last_archived_time AS "lastArchivedAt",
         last_failed_time AS "lastFailedAt"
  FROM pg_stat_archiver`;
