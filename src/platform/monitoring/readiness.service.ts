import { setTimeout as elapsed } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Unavailable } from '../../common/errors/domain-error';
import { Shutdown } from '../../common/shutdown';
import { UnitOfWork } from '../database/unit-of-work';
import { SettingValuesService } from '../settings/setting-values.service';

/** Balancers ask every few seconds and wait for no longer. */
const ANSWER_WITHIN = 2_000;

const IS_READ_ONLY = `SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean AS "isReadOnly"`;

/** Whether this node can serve. */
@Injectable()
export class ReadinessService {
  private asking: Promise<string | undefined> | undefined;

  constructor(
    private readonly work: UnitOfWork,
    private readonly settings: SettingValuesService,
    private readonly shutdown: Shutdown,
  ) {}

  /** Throws, with the reason, where it cannot. */
  async check(): Promise<void> {
    const flaw = this.shutdown.hasBegun ? 'The server is stopping' : await Promise.race([this.flaw(), this.late()]);
    if (flaw !== undefined) {
      throw new Unavailable(flaw);
    }
  }

  /** However many ask, and however long it takes, one question is under way: more would only take connections. */
  private flaw(): Promise<string | undefined> {
    this.asking ??= this.ask().finally(() => (this.asking = undefined));
    return this.asking;
  }

  private async ask(): Promise<string | undefined> {
    try {
      const [{ isReadOnly }] = await this.work.manager.query<[{ isReadOnly: boolean }]>(IS_READ_ONLY);
      if (isReadOnly) {
        return 'The database is read-only';
      }
      return this.settings.isKnown ? undefined : 'The settings could not be read yet';
    } catch {
      return 'The database cannot be reached';
    }
  }

  private late(): Promise<string> {
    return elapsed(ANSWER_WITHIN, 'The database does not answer', { ref: false });
  }
}
