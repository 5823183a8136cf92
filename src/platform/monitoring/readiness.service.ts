import { setTimeout as elapsed } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DomainError, Unavailable } from '../../common/errors/domain-error';
import { Shutdown } from '../../common/shutdown';
import { BatchDatabase } from '../database/batch-database';
import { UnitOfWork } from '../database/unit-of-work';
import { SettingValuesService } from '../settings/setting-values.service';

/** Load balancers usually wait no longer than this. */
const ANSWER_WITHIN = 2_000;

const IS_READ_ONLY = `SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean AS "isReadOnly"`;

class DatabaseReadOnly extends DomainError {
  readonly code = 'DATABASE_READ_ONLY';
  readonly kind = 'unavailable';
  override readonly retryAfter = 1;

  constructor() {
    super('The database is read-only');
  }
}

/** Checks whether this node can serve requests. */
@Injectable()
export class ReadinessService {
  private pending: Promise<DomainError | undefined> | undefined;

  constructor(
    private readonly work: UnitOfWork,
    private readonly batches: BatchDatabase,
    private readonly settings: SettingValuesService,
    private readonly shutdown: Shutdown,
  ) {}

  /** Throws the reason if the node is not ready. */
  async check(): Promise<void> {
    const reason = this.knownReason() ?? (await Promise.race([this.queryReason(), this.timeout()]));
    if (reason) {
      throw reason;
    }
  }

  private knownReason(): DomainError | undefined {
    if (this.shutdown.hasBegun) {
      return new Unavailable('The server is stopping');
    }
    return this.batches.isOverdue
      ? new Unavailable('Requests are waiting for a silent database connection')
      : undefined;
  }

  /** Concurrent checks share one query: more would only use up connections. */
  private queryReason(): Promise<DomainError | undefined> {
    this.pending ??= this.query().finally(() => (this.pending = undefined));
    return this.pending;
  }

  private async query(): Promise<DomainError | undefined> {
    try {
      const [{ isReadOnly }] = await this.work.manager.query<[{ isReadOnly: boolean }]>(IS_READ_ONLY);
      if (isReadOnly) {
        return new DatabaseReadOnly();
      }
      return this.settings.isKnown ? undefined : new Unavailable('The settings are not loaded yet');
    } catch {
      return new Unavailable('The database cannot be reached');
    }
  }

  private timeout(): Promise<DomainError> {
    return elapsed(ANSWER_WITHIN, new Unavailable('The database does not answer'), { ref: false });
  }
}
