import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { Clock } from '../../common/clock';
import { DomainError } from '../../common/errors/domain-error';
import { currentRequest } from '../../common/http/request-context';
import { KeyedSemaphore } from '../../common/keyed-semaphore';
import { AuditEntry } from '../records/audit-entry.entity';
import { Event } from '../records/event.entity';
import type { EventName } from '../records/event-catalogue';
import { difference, differs, type Snapshot, snapshotOf } from './snapshot';

/** One thing that happened to one row. */
export interface ChangeRecord {
  /** E.g. `license.issued`. */
  readonly event: EventName;
  readonly targetType: string;
  readonly targetId: string;
  readonly before: Snapshot | null;
  readonly after: Snapshot | null;
  /** More that those who hear of the event may want to know. */
  readonly data?: Snapshot;
}

interface Row extends ObjectLiteral {
  id: number;
  uid: string;
}

/** A transaction under way, and what is to be done once it is committed. */
interface Running {
  readonly manager: EntityManager;
  readonly afterCommit: (() => void)[];
}

const running = new AsyncLocalStorage<Running>();

/** A few of those who wait for one locked row may hold connections meanwhile, the rest wait without. */
const TURNS = { permits: 4, queue: 256, patience: 10_000 };

/** Whether whoever asks has its turn already. */
const turn = new AsyncLocalStorage<true>();

/** One transaction for all that belongs together, with the record of what it changed. */
@Injectable()
export class UnitOfWork {
  private readonly turns = new KeyedSemaphore(TURNS);

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * Work that starts inside another's joins it, so that a change is whole or did not happen. A refusal that is to stay on
   * record (`DomainError.isRecorded`) is thrown after the commit; any other error undoes all.
   */
  async run<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const joined = running.getStore();
    if (joined) {
      return work(joined.manager);
    }
    const afterCommit: Running['afterCommit'] = [];
    const outcome = await this.dataSource.transaction((manager) =>
      running.run({ manager, afterCommit }, () => settled(work(manager))),
    );
    afterCommit.forEach((act) => act());
    if ('refusal' in outcome) {
      throw outcome.refusal;
    }
    return outcome.value;
  }

  /** The same for work on one thing, such as a license, of which only a few are under way at a time. */
  runInTurn<T>(subject: string, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.inTurn(subject, () => this.run(work));
  }

  /**
   * Lets only a few at a time work on one thing, so that whoever locks it does not hold up the whole node. Who is inside a
   * unit of work, and so holds a connection, or has a turn already never waits for one.
   */
  inTurn<T>(subject: string | undefined, work: () => Promise<T>): Promise<T> {
    if (subject === undefined || running.getStore() || turn.getStore()) {
      return work();
    }
    return this.turns.run(subject, () => turn.run(true, work));
  }

  /** Whether the caller holds a connection, and so must not ask for another. */
  get isRunning(): boolean {
    return running.getStore() !== undefined;
  }

  /** For a single statement: inside the running transaction where there is one, else straight from the pool. */
  get manager(): EntityManager {
    return running.getStore()?.manager ?? this.dataSource.manager;
  }

  /** For what others may see only once the running transaction, an outer one too, is committed: at once where none runs. */
  afterCommit(act: () => void): void {
    const transaction = running.getStore();
    if (transaction) {
      transaction.afterCommit.push(act);
    } else {
      act();
    }
  }

  /**
   * Saves a new row and records that it came to be.
   * @param remarks more about how it came to be than its columns say
   */
  create<T extends Row>(event: EventName, entity: T, remarks: Snapshot = {}): Promise<T> {
    return this.run(async (manager) => {
      const saved = await manager.save(entity);
      await this.record([this.changeRecord(event, saved, null, { ...this.snapshot(saved), ...remarks })]);
      return saved;
    });
  }

  /** Saves the changes of a row that was read in this transaction, and records what differs; nothing where nothing does. */
  update<T extends Row>(event: EventName, entity: T, change: Partial<NoInfer<T>>, data?: Snapshot): Promise<T> {
    return this.run(async (manager) => {
      if (!differs(entity, change)) {
        return entity;
      }
      const before = this.snapshot(entity);
      const changed = Object.assign(entity, change);
      const told = difference(before, this.snapshot(changed));
      const saved = await manager.save(changed);
      await this.record([this.changeRecord(event, saved, told.before, told.after, data)]);
      return saved;
    });
  }

  /** Deletes a row and records what it was. */
  async remove<T extends Row>(event: EventName, type: EntityTarget<T>, entity: T, data?: Snapshot): Promise<void> {
    await this.run(async (manager) => {
      await manager.delete(type, entity.id);
      await this.record([this.changeRecord(event, entity, this.snapshot(entity), null, data)]);
    });
  }

  /** Writes the event and the audit entry of each happening, in two statements however many there are. */
  async record(happenings: readonly ChangeRecord[]): Promise<void> {
    if (happenings.length === 0) {
      return;
    }
    const now = this.clock.now();
    const request = currentRequest();
    const actor = request?.actor ?? {
      type: request ? ('client' as const) : ('system' as const),
      name: request ? 'client' : 'system',
    };
    await this.manager.insert(
      Event,
      happenings.map(({ event, targetType, targetId, before, after, data }) => ({
        name: event,
        targetType,
        targetId,
        data: { ...(after ?? before), ...data },
        at: now,
      })),
    );
    await this.manager.insert(
      AuditEntry,
      happenings.map(({ event, before, after, targetType, targetId }) => ({
        actorType: actor.type,
        actor: actor.name,
        action: event,
        targetType,
        targetId,
        before,
        after,
        ip: request?.address ?? null,
        requestId: request?.requestId ?? null,
        at: now,
      })),
    );
  }

  /** What happened to a row, for `record`. */
  changeRecord(
    event: EventName,
    entity: Row,
    before: Snapshot | null,
    after: Snapshot | null,
    data?: Snapshot,
  ): ChangeRecord {
    const { tableName } = this.dataSource.getMetadata(entity.constructor);
    return { event, targetType: tableName, targetId: entity.uid, before, after, data };
  }

  snapshot(entity: Row): Snapshot {
    return snapshotOf(this.dataSource.getMetadata(entity.constructor), entity);
  }
}

type Outcome<T> = { readonly value: T } | { readonly refusal: DomainError };

async function settled<T>(work: Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await work };
  } catch (error) {
    if (error instanceof DomainError && error.isRecorded) {
      return { refusal: error };
    }
    throw error;
  }
}
