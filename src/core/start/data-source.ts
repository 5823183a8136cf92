import type { Type } from '@nestjs/common';
import { DataSource, type DataSourceOptions, getMetadataArgsStorage } from 'typeorm';
import { allDeclarationsOf } from '../common/declarations/declarations';
import { type ConnectionLimits, connectionOptions, PREPARATION_LIMITS } from '../platform/database/connection-options';
import { MIGRATIONS } from '../migrations';
import { liftTimeLimits } from '../platform/database/time-limits';

/** Options for the running application and for tests. */
export function dataSourceOptions(url: string, limits?: Partial<ConnectionLimits>) {
  return {
    ...connectionOptions(url, limits),
    entities: entities(),
    migrations: MIGRATIONS,
  } satisfies DataSourceOptions;
}

/** The entities of all `*.entity.ts`. Throws for one in another file: it would be missing where that file is not loaded. */
function entities(): Type<unknown>[] {
  const declared = allDeclarationsOf<Type<unknown>>('entity');
  const all = new Set(getMetadataArgsStorage().tables.map(({ target }) => target as Type<unknown>));
  const misplaced = [...all].filter((entity) => !declared.includes(entity));
  if (misplaced.length > 0) {
    throw new Error(`Entities outside of *.entity.ts files: ${misplaced.map(({ name }) => name).join(', ')}`);
  }
  return declared.filter((exported) => all.has(exported));
}

/** Data source for preparing the database. */
export function createDataSource(url: string): DataSource {
  const options = dataSourceOptions(url, PREPARATION_LIMITS);
  // Errors are thrown; other loggers would print them too.
  return new DataSource({ ...options, logger: 'debug', extra: { ...options.extra, onConnect: liftTimeLimits } });
}
