import { DataSource, type EntityManager, QueryFailedError } from 'typeorm';
import { sqlStateOf } from '../../../../core/platform/database/database-error';
import { dataSourceOptions } from '../../../../core/start/data-source';
import { NotChecked } from './check';

/** Few connections, because PostgreSQL may have hardly any left, and short limits. */
const LIMITS = { connections: 2, connect: 5_000 };
const STATEMENT_LIMIT_MS = 5_000;

// Undefined tables, columns, functions and schemas.
const OTHER_SCHEMA = /^(42P01|42703|42883|3F000)$/;
const NO_CONNECTION = /^53300$/;
const NO_RIGHT = /^42501$/;

/** A database that is only read. */
export class ReadOnlyDatabase {
  private constructor(private readonly dataSource: DataSource) {}

  static async open(url: string): Promise<ReadOnlyDatabase> {
    const options = dataSourceOptions(url, LIMITS);
    const extra = { ...options.extra, statement_timeout: STATEMENT_LIMIT_MS };
    return new ReadOnlyDatabase(
      await new DataSource({ ...options, applicationName: 'keyward doctor', extra }).initialize(),
    );
  }

  /** Reads in a transaction that cannot write. Throws NotChecked if the tables or the right to read them are missing. */
  async read<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    try {
      return await this.dataSource.transaction(async (manager) => {
        await manager.query('SET TRANSACTION READ ONLY');
        return work(manager);
      });
    } catch (error) {
      throw explained(error);
    }
  }

  /** The rows of a query. */
  query<T>(sql: string, parameters: unknown[] = []): Promise<T[]> {
    return this.read((manager) => manager.query<T[]>(sql, parameters));
  }

  /** The only row of a query. */
  async queryOne<T>(sql: string, parameters: unknown[] = []): Promise<T> {
    const [row] = await this.query<T>(sql, parameters);
    if (row === undefined) {
      throw new Error('The database returned no row');
    }
    return row;
  }

  close(): Promise<void> {
    return this.dataSource.destroy();
  }
}

function explained(error: unknown): unknown {
  const state = sqlStateOf(error instanceof QueryFailedError ? error.driverError : error);
  if (OTHER_SCHEMA.test(state)) {
    return new NotChecked('the tables are not those of this release: see `database-migrations`');
  }
  if (NO_CONNECTION.test(state)) {
    return new NotChecked('PostgreSQL has no free connection: see `database-connections`');
  }
  return NO_RIGHT.test(state) ? new NotChecked('the user of the database may not read this') : error;
}
