import { Injectable } from '@nestjs/common';
import { BatchDatabase } from '../../platform/database/batch-database';
import type { Batcher } from '../../platform/database/batcher';
import type { PreparedStatement } from '../../platform/database/prepared-statement';
import { RowParameters } from '../../platform/database/row-parameters';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { checksOf } from './license-turns';
import type { License } from './license.entity';
import { RetiredKey } from './retired-key.entity';

interface KeyLookup {
  readonly key: string;
  readonly now: Date;
}

interface CurrentKeyRow {
  readonly position: number;
  readonly key: string;
}

const LOOKUPS = new RowParameters<KeyLookup>({ key: 'text', now: 'timestamptz' });

const FIND_CURRENT_KEYS: PreparedStatement = {
  name: 'find_retired_keys',
  text: `
  SELECT asked.position, license.key
  FROM unnest(${LOOKUPS.arrays}) WITH ORDINALITY AS asked(${LOOKUPS.names}, position)
  JOIN retired_keys retired ON retired.key = asked.key AND retired.valid_until > asked.now
  JOIN licenses license ON license.id = retired.license_id`,
};

/** Finds the current keys of licenses by keys that were rotated and are still valid. Asked only for keys that no license has. */
@Injectable()
export class RetiredKeysService {
  private readonly batcher: Batcher<KeyLookup, string | null>;

  constructor(
    private readonly work: UnitOfWork,
    batches: BatchDatabase,
  ) {
    this.batcher = batches.batcher(
      'retired-keys',
      async (lookups) => inOrder(lookups, await batches.read(FIND_CURRENT_KEYS, LOOKUPS.values(lookups))),
      (lookup) => this.work.inTurn(checksOf(lookup.key), () => this.read(lookup)),
    );
  }

  /** The latest former keys of a license, latest first. */
  latestOf({ id }: Pick<License, 'id'>, limit: number): Promise<RetiredKey[]> {
    return this.work.manager.find(RetiredKey, { where: { licenseId: id }, order: { id: 'DESC' }, take: limit });
  }

  /** In the transaction, if there is one, or in a batch. Null for an unknown or expired key. */
  currentKey(key: string, now: Date): Promise<string | null> {
    const lookup = { key, now };
    return this.work.isRunning ? this.read(lookup) : this.batcher.add(lookup);
  }

  /** In one statement, in the order of the keys. */
  async currentKeys(keys: readonly string[], now: Date): Promise<(string | null)[]> {
    const lookups = keys.map((key) => ({ key, now }));
    return lookups.length === 0
      ? []
      : inOrder(lookups, await this.work.query(FIND_CURRENT_KEYS, LOOKUPS.values(lookups)));
  }

  private async read({ key, now }: KeyLookup): Promise<string | null> {
    const [current] = await this.currentKeys([key], now);
    return current ?? null;
  }
}

function inOrder(lookups: readonly KeyLookup[], rows: readonly CurrentKeyRow[]): (string | null)[] {
  const found = new Map(rows.map(({ position, key }) => [position, key]));
  return lookups.map((_, index) => found.get(index + 1) ?? null);
}
