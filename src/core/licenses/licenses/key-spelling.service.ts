import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../../platform/database/unit-of-work';

/** License keys of other servers, whose databases compare texts without their case. */
@Injectable()
export class KeySpellingService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** The key as a license has or had it. A text as sent, if it is a key, or if none or several keys differ from it in case alone. */
  async stored(sent: string): Promise<string> {
    const found = await this.work.manager.query<{ key: string }[]>(KEYS_IN_ANY_CASE, [sent, this.clock.now()]);
    const keys = found.map(({ key }) => key);
    return keys.length === 1 && keys[0] !== undefined && !keys.includes(sent) ? keys[0] : sent;
  }
}

/** SQL condition of the index: other keys are looked up by both of their spellings. Two that are found are as many as any number. */
const IS_MIXED = 'key <> upper(key) AND key <> lower(key)';

const SPELLINGS = 'key IN (CAST($1 AS text), upper(CAST($1 AS text)), lower(CAST($1 AS text)))';
const EQUAL = `lower(key) = lower(CAST($1 AS text)) AND ${IS_MIXED}`;
const KEYS_IN_ANY_CASE = `
  SELECT key FROM licenses WHERE ${SPELLINGS}
  UNION (SELECT key FROM licenses WHERE ${EQUAL} LIMIT 2)
  UNION SELECT key FROM retired_keys WHERE ${SPELLINGS} AND valid_until > $2
  UNION (SELECT key FROM retired_keys WHERE ${EQUAL} AND valid_until > $2 LIMIT 2)`;
