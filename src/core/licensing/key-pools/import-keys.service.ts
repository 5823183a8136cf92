import { Injectable } from '@nestjs/common';
import { advisoryLock } from '../../platform/database/advisory-lock';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { ARCHIVED_KEYS } from '../../licenses/licenses/archived-keys';
import { KeyPoolsService } from './key-pools.service';

export interface ImportedKeys {
  readonly imported: number;
  /** Keys that were not imported: repeated, in a pool already, or of a license, now, formerly or until it was deleted. */
  readonly duplicates: string[];
  /** Number of keys that the pool has after the import. */
  readonly left: number;
}

/** Fills key pools. */
@Injectable()
export class ImportKeysService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly pools: KeyPoolsService,
  ) {}

  /** They are drawn in the order of the list. */
  import(uid: string, keys: readonly string[]): Promise<ImportedKeys> {
    return this.work.run(async (manager) => {
      const pool = await this.pools.getShared(uid);
      // New licenses share it: neither sees the uncommitted keys of the other.
      await advisoryLock(manager, 'keyward: pooled keys');
      const rows = await manager.query<{ key: string }[]>(INSERT_KEYS, [pool.id, keys]);
      const [[{ keys_left: left }]] = await manager.query<[[{ keys_left: number }], number]>(RAISE_KEYS_LEFT, [
        pool.id,
        rows.length,
      ]);
      const data = { ...this.work.snapshot(pool), imported: rows.length, keys_left: left };
      await this.work.record([this.work.changeRecord('key_pool.keys_imported', pool, null, null, data)]);
      return { imported: rows.length, duplicates: rest(keys, new Set(rows.map(({ key }) => key))), left };
    });
  }
}

/** The rest of the list if each of these keys is taken away once. */
function rest(keys: readonly string[], taken: Set<string>): string[] {
  return keys.filter((key) => !taken.delete(key));
}

const INSERT_KEYS = `
  INSERT INTO pooled_keys (pool_id, key)
  SELECT $1, given.key FROM unnest($2::text[]) WITH ORDINALITY AS given(key, position)
  WHERE NOT EXISTS (SELECT FROM licenses WHERE licenses.key = given.key)
    AND NOT EXISTS (SELECT FROM retired_keys WHERE retired_keys.key = given.key)
    AND NOT EXISTS (${ARCHIVED_KEYS} WHERE archived.key = given.key)
  ORDER BY position
  ON CONFLICT DO NOTHING
  RETURNING key
`;

const RAISE_KEYS_LEFT = `UPDATE key_pools SET keys_left = keys_left + $2 WHERE id = $1 RETURNING keys_left`;
