import { setTimeout as elapsed } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Unavailable } from '../../common/errors/domain-error';
import { Shutdown } from '../../common/shutdown';
import { UnitOfWork } from '../database/unit-of-work';
import { SettingValuesService } from '../settings/setting-values.service';

/** Load balancers usually wait no longer than this. */
const ANSWER_WITHIN = 2_000;

const IS_READ_ONLY = `SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean AS "isReadOnly"`;

/** Checks whether this node can serve requests. */
@Injectable()
export class ReadinessService {
  private pending: Promise<string | undefined> | undefined;

  constructor(
    private readonly work: UnitOfWork,
    private readonly settings: SettingValuesService,
    private readonly shutdown: Shutdown,
  ) {}

  /** Throws Unavailable with the reason if the node is not ready. */
  async check(): Promise<void> {
    const reason = this.shutdown.hasBegun
      ? 'The server is stopping'
      : await Promise.race([this.queryReason(), this.timeout()]);
    if (reason !== undefined) {
      throw new Unavailable(reason);
    }
  }

  /** Concurrent checks share one query: more would only use up connections. */
  private queryReason(): Promise<string | undefined> {
    this.pending ??= this.query().finally(() => (this.pending = undefined));
    return this.pending;
  }

  private async query(): Promise<string | undefined> {
    try {
      const [{ isReadOnly }] = await this.work.manager.query<[{ isReadOnly: boolean }]>(IS_READ_ONLY);
      if (isReadOnly) {
        return 'The database is read-only';
      }
      return this.settings.isKnown ? undefined : 'The settings are not loaded yet';
    } catch {
      return 'The database cannot be reached';
    }
  }

  private timeout(): Promise<string> {
    return elapsed(ANSWER_WITHIN, 'The database does not answer', { ref: false });
  }
}
