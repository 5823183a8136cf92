import { setTimeout as elapsed } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DomainError, problem } from '../../common/errors/domain-error';
import { Shutdown } from '../../common/shutdown';
import { PRIMARY } from '../../common/workers/primary';
import { BatchDatabase } from '../database/batch-database';
import { DatabaseClock, refuseDifference } from '../database/database-clock';
import { UnitOfWork } from '../database/unit-of-work';
import { SettingValuesService } from '../settings/setting-values.service';

/** Load balancers usually wait no longer than this. */
const ANSWER_WITHIN = 2_000;

const IS_READ_ONLY = `SELECT pg_is_in_recovery() OR current_setting('transaction_read_only')::boolean AS "isReadOnly"`;

/** Checks whether this node can serve requests. */
@Injectable()
export class ReadinessService {
  private pending: Promise<DomainError | undefined> | undefined;
  private haveAllServed = PRIMARY === undefined;

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: DatabaseClock,
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
      return problem('NOT_READY_STOPPING');
    }
    return this.batches.isOverdue ? problem('NOT_READY_SILENT') : undefined;
  }

  /** Concurrent checks share one query: more would only use up connections. */
  private queryReason(): Promise<DomainError | undefined> {
    this.pending ??= this.query().finally(() => (this.pending = undefined));
    return this.pending;
  }

  private async query(): Promise<DomainError | undefined> {
    try {
      // A node that loses a worker later goes on with the others.
      this.haveAllServed ||= (await PRIMARY?.ask<boolean>('all-have-served')) === true;
      if (!this.haveAllServed) {
        return problem('NOT_READY_STARTING');
      }
      const [{ isReadOnly }] = await this.work.manager.query<[{ isReadOnly: boolean }]>(IS_READ_ONLY);
      if (isReadOnly) {
        return problem('DATABASE_READ_ONLY');
      }
      refuseDifference(await this.clock.read());
      return this.settings.isKnown ? undefined : problem('NOT_READY_SETTINGS');
    } catch (error) {
      return error instanceof DomainError ? error : problem('NOT_READY_UNREACHABLE');
    }
  }

  private timeout(): Promise<DomainError> {
    return elapsed(ANSWER_WITHIN, problem('NOT_READY_NO_ANSWER'), { ref: false });
  }
}
