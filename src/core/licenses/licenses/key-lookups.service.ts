import { Injectable } from '@nestjs/common';
import { BatchDatabase } from '../../platform/database/batch-database';
import type { Batcher } from '../../platform/database/batcher';
import type { PreparedStatement } from '../../platform/database/prepared-statement';
import { RowParameters } from '../../platform/database/row-parameters';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { License } from './license.entity';
import { RetiredKey } from './retired-key.entity';
import { checkQueueKey, hasTypedForm, typedFormOf } from './typed-key';

/** A key that no license has as sent. */
export interface KeyLookup {
  readonly key: string;
  /** Its `typedForms`; null if the API compares keys exactly. */
  readonly form: string | null;
  /** Fingerprint of the device that sent the key; null finds no key that has ended. */
  readonly fingerprint: string | null;
}

interface LookupAt extends KeyLookup {
  readonly now: Date;
}

export interface FoundKey {
  /** The license's key. */
  readonly current: string;
  /** The key that the sender has: the license's or a retired one. */
  readonly known: string;
  /** A key that the customer replaced has ended, and the device was activated before. It goes on only if the policy says so. */
  readonly isEnded: boolean;
}

interface FoundKeyRow extends FoundKey {
  readonly position: number;
}

const LOOKUPS = new RowParameters<LookupAt>({ key: 'text', form: 'text', fingerprint: 'text', now: 'timestamptz' });

/** A former key works until its end; one that the customer replaced is found later, too, for devices that had it. */
const IS_KNOWN = `(retired.valid_until > asked.now OR retired.by_customer AND EXISTS (
      SELECT FROM activations device
      WHERE device.license_id = retired.license_id AND device.fingerprint = asked.fingerprint
        AND device.deactivated_at IS NULL AND device.activated_at < retired.valid_until
    ))`;
const IS_ENDED = 'retired.valid_until <= asked.now';

/** A normal form that several keys share finds none of them. */
const FIND_KEYS: PreparedStatement = {
  name: 'find_other_keys',
  text: `
  SELECT asked.position, found.current, found.known, found.ended AS "isEnded"
  FROM unnest(${LOOKUPS.arrays}) WITH ORDINALITY AS asked(${LOOKUPS.names}, position)
  CROSS JOIN LATERAL (
    SELECT license.key AS current, retired.key AS known, ${IS_ENDED} AS ended, 1 AS rank
    FROM retired_keys retired JOIN licenses license ON license.id = retired.license_id
    WHERE retired.key = asked.key AND ${IS_KNOWN}
    UNION ALL
    SELECT min(current), min(known), bool_or(ended), 2 FROM (
      (SELECT key AS current, key AS known, false AS ended FROM licenses WHERE ${hasTypedForm('key', 'asked.form')} LIMIT 2)
      UNION ALL (
        SELECT license.key, retired.key, ${IS_ENDED} FROM retired_keys retired JOIN licenses license ON license.id = retired.license_id
        WHERE ${hasTypedForm('retired.key', 'asked.form')} AND ${IS_KNOWN} LIMIT 2
      )
    ) AS typed HAVING count(*) = 1
    ORDER BY rank LIMIT 1
  ) AS found`,
};

/**
 * Finds licenses by keys that none of them has as sent: retired keys that are still valid and, where people type keys, other
 * spellings.
 */
@Injectable()
export class KeyLookupsService {
  private readonly batcher: Batcher<LookupAt, FoundKey | null>;

  constructor(
    private readonly work: UnitOfWork,
    batches: BatchDatabase,
  ) {
    this.batcher = batches.batcher(
      'keys',
      async (lookups) => inOrder(lookups, await batches.read(FIND_KEYS, LOOKUPS.values(lookups))),
      (lookup) => this.work.runQueued(checkQueueKey(lookup.key), () => this.read(lookup)),
    );
  }

  /** The latest former keys of a license, latest first. */
  latestOf({ id }: Pick<License, 'id'>, limit: number): Promise<RetiredKey[]> {
    return this.work.manager.find(RetiredKey, { where: { licenseId: id }, order: { id: 'DESC' }, take: limit });
  }

  /** In the transaction, if there is one, or in a batch. Null for an unknown or expired key. */
  find(key: string, now: Date, fingerprint: string | null = null): Promise<FoundKey | null> {
    const lookup = { key, form: typedFormOf(key), fingerprint, now };
    return this.work.isRunning ? this.read(lookup) : this.batcher.add(lookup);
  }

  /** In one statement, in the order of the keys. */
  async findEach(keys: readonly KeyLookup[], now: Date): Promise<(FoundKey | null)[]> {
    const lookups = keys.map(({ key, form, fingerprint }) => ({ key, form, fingerprint, now }));
    return lookups.length === 0 ? [] : inOrder(lookups, await this.work.query(FIND_KEYS, LOOKUPS.values(lookups)));
  }

  private async read({ now, ...lookup }: LookupAt): Promise<FoundKey | null> {
    const [found] = await this.findEach([lookup], now);
    return found ?? null;
  }
}

function inOrder(lookups: readonly KeyLookup[], rows: readonly FoundKeyRow[]): (FoundKey | null)[] {
  const found = new Map(rows.map((row) => [row.position, row]));
  return lookups.map((_, index) => found.get(index + 1) ?? null);
}
