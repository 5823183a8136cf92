import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { DataSource, type EntityManager, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { ContextVariable } from '../../common/async-context';
import { Clock } from '../../common/clock';
import { currentRequest } from '../../common/http/request-context';
import { KeyedSemaphore } from '../../common/limits/keyed-semaphore';
import type { EventName } from '../records/event-catalogue';
import { recordParts } from '../records/record-statements';
import {
  type ChangeRecord,
  difference,
  differs,
  recordRow,
  type RelatedChange,
  type Snapshot,
  snapshotOf,
} from './change-record';
import { databaseJson, type PreparedStatement, runStatement, type Statement } from './prepared-statement';
import { replicaReading } from './replica-reads.service';
import { type Begin, inTransaction, settled, start, startBatch, withBeforeCommit, type Work } from './transaction';

interface Row extends ObjectLiteral {
  id: number;
  uid: string;
}

/** Records that follow from the record of a change, such as an event about one of its columns. */
export type Consequences = (change: ChangeRecord) => readonly ChangeRecord[];

/** An open transaction and its callbacks. */
interface Transaction {
  readonly manager: EntityManager;
  readonly afterCommit: (() => void)[];
  /** Set if it will be rolled back. */
  readonly rehearsal?: Rehearsal;
}

/** Learns what the work of a rehearsal would have logged. */
export interface Rehearsal {
  noteVerdict(verdict: RehearsedVerdict): void;
}

/** Verdict of a call that is tried out and not carried out. */
export interface RehearsedVerdict {
  readonly operation: string;
  readonly outcome: string;
  /** License key as sent. */
  readonly key: string;
  readonly fingerprint?: string;
  /** `device`, `domain` and so on. */
  readonly kind?: string;
}

const openTransaction = new ContextVariable<Transaction>();

/** Only a few requests wait for a locked row with a connection; the others wait without one. */
const QUEUE_LIMITS = { permits: 4, queue: 256, timeoutMs: 10_000 };

const RECORD: PreparedStatement = {
  name: 'record_changes',
  text: `WITH ${recordParts('$1')} SELECT 1 AS done`,
};

/** Set while the caller runs in a queue. */
const queued = new ContextVariable<true>();

/** Runs changes in a transaction, with their events and audit entries. */
@Injectable()
export class UnitOfWork {
  private readonly queues = new KeyedSemaphore(QUEUE_LIMITS);
  private readonly recordListeners: (() => void)[] = [];
  private readonly consequences: Consequences[] = [];

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * Runs the work in a transaction; nested calls join the outer one. A recorded error (`DomainError.isRecorded`) is thrown
   * after the commit; any other error rolls back. Throws OutcomeUnknown if the connection is lost during the commit.
   * @param lock a statement without parameters that runs first, in one round trip with the start of the transaction; the
   *   work gets its rows
   */
  async run<T>(work: Work<T>, lock?: string): Promise<T> {
    const joined = openTransaction.current;
    if (joined) {
      return work(joined.manager, lock === undefined ? [] : await joined.manager.query<object[]>(lock));
    }
    return this.transact((runner) => start(runner, lock), withBeforeCommit(work));
  }

  /** Like `run`, for the requests of a batch: a silent connection delays all of them and is replaced sooner. */
  runBatch<T>(work: Work<T>, lock: string): Promise<T> {
    return this.transact((runner) => startBatch(runner, lock), work);
  }

  /** Like `run`, with limited concurrency for a subject, such as a license. */
  runSerialized<T>(subject: string, work: Work<T>, lock?: string): Promise<T> {
    return this.runQueued(subject, () => this.run(work, lock));
  }

  /** Runs the work in a transaction that is rolled back. Callbacks after its commit are dropped. */
  async rehearse<T>(rehearsal: Rehearsal, work: () => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.startTransaction();
      return await openTransaction.run({ manager: runner.manager, afterCommit: [], rehearsal }, work);
    } finally {
      await runner.rollbackTransaction().catch(() => undefined);
      await runner.release();
    }
  }

  /** Set while the caller's work will be rolled back. */
  get rehearsal(): Rehearsal | undefined {
    return openTransaction.current?.rehearsal;
  }

  /** Runs a statement in the transaction or, without one, on a connection of the pool. */
  async query<T extends object>(statement: Statement, values: unknown[]): Promise<T[]> {
    const joined = openTransaction.current?.manager.queryRunner;
    const runner = joined ?? this.dataSource.createQueryRunner();
    try {
      return (await runStatement<T>((await runner.connect()) as PoolClient, statement, values)).rows;
    } finally {
      if (!joined) {
        await runner.release();
      }
    }
  }

  /**
   * Limits concurrent work on a subject, so that a lock on it cannot use up all connections of the node. Callers inside a
   * unit of work, which hold a connection, and callers that run in a queue already do not wait.
   */
  runQueued<T>(subject: string | undefined, work: () => Promise<T>): Promise<T> {
    if (subject === undefined || openTransaction.current || queued.current) {
      return work();
    }
    return this.queues.run(subject, () => queued.run(true, work));
  }

  /** Whether the caller is in a transaction: it holds a connection and must not request another. */
  get isRunning(): boolean {
    return openTransaction.current !== undefined;
  }

  /** The manager of the current transaction, or of the pool for single statements, which may be that of a replica. */
  get manager(): EntityManager {
    return openTransaction.current?.manager ?? replicaReading.current?.manager ?? this.dataSource.manager;
  }

  /** Runs a callback after the outermost transaction commits, or immediately if there is none. */
  afterCommit(callback: () => void): void {
    const transaction = openTransaction.current;
    if (transaction) {
      transaction.afterCommit.push(callback);
    } else {
      callback();
    }
  }

  /** Calls the listener after each commit of recorded events on this node. It must not throw. */
  onRecorded(listener: () => void): void {
    this.recordListeners.push(listener);
  }

  /** Tells the listeners of events that a statement outside of a transaction has recorded. */
  announceRecorded(): void {
    this.recordListeners.forEach((listener) => listener());
  }

  /** Records what follows from each change with it. */
  onChange(consequences: Consequences): void {
    this.consequences.push(consequences);
  }

  /**
   * Saves a new row and records its creation.
   * @param remarks additional values for the record
   */
  create<T extends Row>(event: EventName, entity: T, remarks: Snapshot = {}): Promise<T> {
    return this.run(async (manager) => {
      const saved = await manager.save(entity);
      await this.record([this.changeRecord(event, saved, null, { ...this.snapshot(saved), ...remarks })]);
      return saved;
    });
  }

  /**
   * Saves changes of a row that was read in this transaction, and records the difference, if there is one.
   * @param remarks changes of what belongs to the row but is stored elsewhere
   */
  update<T extends Row>(
    event: EventName,
    entity: T,
    change: Partial<NoInfer<T>>,
    data?: Snapshot,
    remarks: RelatedChange = { before: {}, after: {} },
  ): Promise<T> {
    return this.run(async (manager) => {
      if (!differs(entity, change) && !differs(remarks.before, remarks.after)) {
        return entity;
      }
      const before = { ...this.snapshot(entity), ...remarks.before };
      const changed = Object.assign(entity, change);
      const changes = difference(before, { ...this.snapshot(changed), ...remarks.after });
      // Not `save`, which reads the row again first.
      await manager.update(entity.constructor, entity.id, change);
      await this.record([this.changeRecord(event, changed, changes.before, changes.after, data)]);
      return changed;
    });
  }

  /** Deletes a row and records its last values. */
  async remove<T extends Row>(event: EventName, type: EntityTarget<T>, entity: T, data?: Snapshot): Promise<void> {
    await this.run(async (manager) => {
      await manager.delete(type, entity.id);
      await this.record([this.changeRecord(event, entity, this.snapshot(entity), null, data)]);
    });
  }

  /** Writes the event and the audit entry of each change, in one statement. */
  async record(changes: readonly ChangeRecord[]): Promise<void> {
    if (changes.length === 0) {
      return;
    }
    await this.run(async () => {
      await this.query(RECORD, [this.recordRows(changes)]);
    });
  }

  /** The rows of the changes, for a statement with `recordParts` in the current transaction. */
  recordRows(changes: readonly ChangeRecord[]): string {
    this.afterCommit(() => this.announceRecorded());
    const current = currentRequest();
    const at = this.clock.now();
    return databaseJson(
      changes
        .flatMap((change) => [change, ...this.consequencesOf(change)])
        .map((change) => recordRow(change, current, at)),
    );
  }

  /** Builds the change of a row for `record`. */
  changeRecord(
    event: EventName,
    entity: Row,
    before: Snapshot | null,
    after: Snapshot | null,
    data?: Snapshot,
  ): ChangeRecord {
    const { tableName } = this.dataSource.getMetadata(entity.constructor);
    return { event, targetType: tableName, targetId: entity.uid, before, after, data, request: currentRequest() };
  }

  snapshot(entity: Row): Snapshot {
    return snapshotOf(this.dataSource.getMetadata(entity.constructor), entity);
  }

  private consequencesOf(change: ChangeRecord): ChangeRecord[] {
    return this.consequences.flatMap((consequences) => consequences(change));
  }

  private async transact<T>(begin: Begin, work: Work<T>): Promise<T> {
    const afterCommit: Transaction['afterCommit'] = [];
    const outcome = await inTransaction(this.dataSource, begin, (manager, locked) =>
      openTransaction.run({ manager, afterCommit }, () => settled(work(manager, locked))),
    );
    afterCommit.forEach((callback) => callback());
    if ('error' in outcome) {
      throw outcome.error;
    }
    return outcome.value;
  }
}
