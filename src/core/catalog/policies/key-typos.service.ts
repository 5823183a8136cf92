import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { checkTypedKey, type MistypedKey } from './key-typo';

/** Formats that a key is compared with. */
const MAX_FORMATS = 100;

/** Finds typing errors in keys of all policies whose format has check characters. */
@Injectable()
export class KeyTyposService {
  constructor(private readonly work: UnitOfWork) {}

  /**
   * The typing error in a key for which there is no license; undefined if a format allows the key, or none is like it. A key
   * from before a format had check characters may look mistyped: look for its license first.
   */
  async find(key: string): Promise<MistypedKey | undefined> {
    const rows = await this.work.manager.query<{ format: string }[]>(FORMATS, [MAX_FORMATS]);
    const checked = rows.map(({ format }) => checkTypedKey(key, format));
    return checked.some(({ result }) => result === 'right')
      ? undefined
      : checked.find((one): one is MistypedKey => one.result === 'mistyped');
  }
}

// In this operator's patterns, a backslash makes the percent sign one.
const FORMATS = String.raw`
  SELECT DISTINCT key_format AS format FROM policies WHERE key_format LIKE '%\%C%' ORDER BY key_format LIMIT $1`;
