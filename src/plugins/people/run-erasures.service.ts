import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type EntityManager, LessThan } from 'typeorm';
import { Clock } from '../../core/common';
import { JobQueueService, takeTurn, UnitOfWork, causedBy } from '../../core/platform';
import { AddressSpellings } from './address-spellings';
import { EraseCopiesService } from './erase-copies.service';
import { type ErasedBatch, EraseRowsService } from './erase-rows.service';
import type { ErasedPerson } from './erased-values';
import { type ErasureStep, stepsOf } from './erasure-steps';
import { type KeptRows, PersonErasure } from './person-erasure.entity';

/** Queued job that carries out steps of an erasure. */
export const ERASE_PEOPLE = 'erase-people';
/** An erasure without progress for so long was interrupted. */
const STALLED_MS = 60_000;
const RESUMED = 10;
/** All steps are repeated if the person has come back meanwhile, such as by an order that was just being stored. */
const MAX_PASSES = 3;

/**
 * Carries out erasures. Each batch of rows is one transaction that also stores how far the erasure has got, so that an interrupted one
 * goes on after its last batch.
 */
@Injectable()
export class RunErasuresService implements OnModuleInit {
  private steps: readonly ErasureStep[] = [];

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly queue: JobQueueService,
    private readonly rows: EraseRowsService,
    private readonly copies: EraseCopiesService,
  ) {}

  onModuleInit(): void {
    this.steps = stepsOf(this.rows.tables);
  }

  /** Continues the erasure that the payload names or, without one, queues interrupted ones again. */
  async run(payload: unknown): Promise<void> {
    const { erasure } = payload as { erasure?: unknown };
    if (typeof erasure !== 'number') {
      return this.resumeStalled();
    }
    if (await takeTurn(() => this.advance(erasure))) {
      await this.enqueue(erasure);
    }
  }

  /** Continues the erasure on any node, after what is queued already. */
  async enqueue(id: number): Promise<void> {
    await this.queue.add({ name: ERASE_PEOPLE, payload: { erasure: id } });
  }

  /** Carries out one batch. Returns whether there is more to do. */
  async advance(id: number): Promise<boolean> {
    return this.work.run(async (manager) => {
      const erasure = await manager
        .createQueryBuilder(PersonErasure, 'erasure')
        .addSelect('erasure.address')
        .where({ id, state: 'running' })
        .setLock('pessimistic_write')
        .getOne();
      if (!erasure?.address) {
        return false;
      }
      const person = await this.personOf(manager, erasure, erasure.address);
      // A step of another release is unknown: all of them are repeated.
      const index = Math.max(
        0,
        this.steps.findIndex(({ name }) => name === erasure.step),
      );
      const step = this.steps[index];
      if (!step || step.kind === 'end') {
        return this.end(manager, erasure, person);
      }
      const { rows, next } = await this.carryOut(manager, step, person, erasure.afterKey);
      await manager.update(PersonErasure, id, {
        step: next ? step.name : (this.steps[index + 1]?.name ?? ''),
        afterKey: next && [...next],
        rows: summed(erasure.rows, rows),
        continuedAt: this.clock.now(),
      });
      return true;
    });
  }

  private async carryOut(
    manager: EntityManager,
    { kind, table }: ErasureStep,
    person: ErasedPerson,
    after: string[] | null,
  ): Promise<ErasedBatch> {
    if (!table) {
      return this.copies.erase(manager, person);
    }
    return kind === 'owned'
      ? this.rows.eraseOwned(manager, table, person, after)
      : this.rows.eraseNamed(manager, table, person, after);
  }

  private async end(manager: EntityManager, erasure: PersonErasure, person: ErasedPerson): Promise<boolean> {
    const { id, passes, reason, reference } = erasure;
    if (passes + 1 < MAX_PASSES && (await this.hasCome(manager, person))) {
      await manager.update(PersonErasure, id, { step: '', passes: passes + 1, continuedAt: this.clock.now() });
      return true;
    }
    const now = this.clock.now();
    await manager.update(PersonErasure, id, {
      state: 'done',
      address: null,
      step: '',
      passes: passes + 1,
      kept: await this.keptRows(manager, person),
      continuedAt: now,
      finishedAt: now,
    });
    const data = { address_hash: erasure.addressHash, rows: erasure.rows };
    await causedBy({ reason, reference }, () =>
      this.work.record([this.work.changeRecord('person.erased', erasure, null, data)]),
    );
    return false;
  }

  /** Whether a row has the address again that had been cleared. */
  private async hasCome(manager: EntityManager, { spellings }: ErasedPerson): Promise<boolean> {
    const conditions = this.steps.flatMap(({ kind, table }) => {
      const condition = kind === 'owned' && table ? this.rows.tables.addressConditionOf(table.name) : null;
      return condition && table ? `EXISTS (SELECT FROM "${table.name}" WHERE ${condition})` : [];
    });
    const [{ found }] = await manager.query<[{ found: boolean }]>(`SELECT ${conditions.join(' OR ')} AS found`, [
      spellings.addresses,
    ]);
    return found;
  }

  private async keptRows(manager: EntityManager, person: ErasedPerson): Promise<KeptRows[]> {
    const kept: KeptRows[] = [];
    for (const table of this.rows.tables.all) {
      const { kept: reason } = table.personal;
      const isSearched = reason !== undefined && table.texts.length > 0 && table.name !== 'person_erasures';
      const rows = isSearched ? await this.rows.countNamed(manager, table, person) : 0;
      if (reason !== undefined && rows > 0) {
        kept.push({ table: table.name, rows, reason });
      }
    }
    return [...kept, ...(await this.copies.kept(manager))];
  }

  private async personOf(
    manager: EntityManager,
    { addressHash, createdAt }: PersonErasure,
    address: string,
  ): Promise<ErasedPerson> {
    const spellings = new AddressSpellings(address);
    const staff = await manager.query<unknown[]>('SELECT FROM users WHERE lower(username) = ANY ($1::text[])', [
      spellings.addresses,
    ]);
    return { spellings, mark: addressHash.slice(0, 8), isStaff: staff.length > 0, now: createdAt };
  }

  private async resumeStalled(): Promise<void> {
    const continuedAt = LessThan(new Date(this.clock.now().getTime() - STALLED_MS));
    const where = { state: 'running', continuedAt } as const;
    const select = { id: true } as const;
    const stalled = await this.work.manager.find(PersonErasure, { select, where, order: { id: 'ASC' }, take: RESUMED });
    for (const { id } of stalled) {
      await this.enqueue(id);
    }
  }
}

function summed(
  before: Readonly<Record<string, number>>,
  added: Readonly<Record<string, number>>,
): Record<string, number> {
  const changed = Object.entries(added).filter(([, rows]) => rows > 0);
  return { ...before, ...Object.fromEntries(changed.map(([table, rows]) => [table, (before[table] ?? 0) + rows])) };
}
