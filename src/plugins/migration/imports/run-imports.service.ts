import { Injectable, Logger } from '@nestjs/common';
import { type EntityManager, In, IsNull } from 'typeorm';
import { Clock } from '../../../core/common';
import { JobQueueService, takeTurn, UnitOfWork } from '../../../core/platform';
import { isDatabaseAway } from '../../../core/platform/internal';
import { ApplyImportService } from './apply-import.service';
import { FetchPagesService } from './fetch-pages.service';
import { counted, type CountChange } from './import-counts';
import { RUN_IMPORTS } from './import-jobs';
import type { Phase, Span } from './import-phase';
import { onBehalfOf } from './import-request';
import { Import, WORKING_STATES } from './import.entity';
import { ReadImportService } from './read-import.service';
import { UndoImportService } from './undo-import.service';

/** An import without progress for so long was interrupted. */
const STALLED_MS = 60_000;
/** Transactions at a time: PostgreSQL needs a processor for each. */
const TOGETHER = 2;
const CONTINUED = 10;

/** Runs imports in steps, each in one transaction with its place: what is interrupted continues, and nothing is done twice. */
@Injectable()
export class RunImportsService {
  private readonly logger = new Logger('Imports');

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly queue: JobQueueService,
    private readonly fetching: FetchPagesService,
    private readonly reading: ReadImportService,
    private readonly applying: ApplyImportService,
    private readonly undoing: UndoImportService,
  ) {}

  /** Runs the import that the payload names or, without one, queues interrupted ones again. */
  async run(payload: unknown): Promise<void> {
    const { import: id } = payload as { import?: unknown };
    if (typeof id !== 'number') {
      return this.resumeStalled();
    }
    const found = await this.work.manager.findOneBy(Import, { id });
    if (found?.state === 'reading') {
      const next = await this.fetching.fetch(id);
      if (next) {
        return this.enqueue(id, next);
      }
      await this.reading.read(id);
    }
    const hasMore = await takeTurn(async () => (await this.advanceTogether(id)) || this.advance(id));
    if (hasMore) {
      await this.enqueue(id);
    }
  }

  /** @param runAt at once by default */
  async enqueue(id: number, runAt?: Date): Promise<void> {
    await this.queue.add({ name: RUN_IMPORTS, payload: { import: id }, runAt });
  }

  private async resumeStalled(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - STALLED_MS);
    for (const { id } of await this.work.manager.query<{ id: number }[]>(STALLED, [before, CONTINUED])) {
      await this.enqueue(id);
    }
  }

  /**
   * Visits several spans, if the phase allows it. A span that was interrupted or failed is visited again: only the rows that have
   * no outcome are changed. Returns whether all are visited.
   */
  private async advanceTogether(id: number): Promise<boolean> {
    const { manager } = this.work;
    const of = await manager.findOneBy(Import, { id });
    const phase = of && this.phaseIn(of.state);
    if (!of || !phase?.together) {
      return false;
    }
    const spans = await nextSpans(manager, of, phase);
    const last = spans.at(-1);
    if (!last || spans.length === 1) {
      return false;
    }
    const visits = await Promise.allSettled(spans.map((span) => this.visitBesideOthers(of, phase, span)));
    const failed = visits.find((visit) => visit.status === 'rejected');
    if (failed) {
      if (isDatabaseAway(failed.reason)) {
        throw failed.reason;
      }
      this.logger.warn(`Steps of import ${id} failed, they are repeated one by one: ${String(failed.reason)}`);
      return false;
    }
    const place = { id, state: of.state, kind: of.kind ?? IsNull(), position: of.position };
    await manager.update(Import, place, { kind: last.kind, position: last.to });
    return true;
  }

  private visitBesideOthers(of: Import, phase: Phase, span: Span): Promise<void> {
    return this.work.run(async (manager) => {
      await manager.query(WITHOUT_WAITING);
      await onBehalfOf(of, async () => {
        const changes = await phase.visit(of, span);
        const { id, state } = of;
        const lock = { mode: 'for_no_key_update' } as const;
        await this.count(await manager.findOneOrFail(Import, { where: { id, state }, lock }), changes);
      });
    });
  }

  /** @param of locked */
  private async count(
    { id, counts }: Import,
    changes: readonly CountChange[],
    place: Partial<Pick<Import, 'kind' | 'position'>> = {},
  ): Promise<void> {
    const change = { counts: changes.reduce(counted, counts), continuedAt: this.clock.now() };
    await this.work.manager.update(Import, id, { ...place, ...change });
  }

  /** If a step fails, its rows are visited one by one. Returns whether there is more to do. */
  private async advance(id: number): Promise<boolean> {
    try {
      return await this.step(id);
    } catch (error) {
      if (isDatabaseAway(error)) {
        throw error;
      }
      this.logger.warn(`A step of import ${id} failed, its rows are visited one by one: ${String(error)}`);
      return this.stepSingly(id);
    }
  }

  private async stepSingly(id: number): Promise<boolean> {
    const { state, kind } = await this.work.manager.findOneByOrFail(Import, { id });
    const size = this.phaseIn(state)?.size(kind ?? 'product') ?? 0;
    let hasMore = true;
    for (let row = 0; row <= size && hasMore; row++) {
      try {
        hasMore = await this.step(id, 1);
      } catch (error) {
        if (isDatabaseAway(error)) {
          throw error;
        }
        hasMore = await this.step(id, 1, error);
      }
    }
    return hasMore;
  }

  /** @param error of the row, whose visit has failed */
  private step(id: number, most = Number.POSITIVE_INFINITY, error?: unknown): Promise<boolean> {
    return this.work.run(async (manager) => {
      const of = await lockUnlessBusy(manager, id);
      const phase = of && this.phaseIn(of.state);
      if (!phase) {
        return false;
      }
      const span = await nextSpan(manager, of, phase, most);
      if (span && phase.size(span.kind) > 1) {
        await manager.query(WITHOUT_WAITING);
      }
      await onBehalfOf(of, async () => {
        if (!span) {
          return phase.finish(of);
        }
        const changes = error === undefined ? await phase.visit(of, span) : await phase.fail(of, span, error);
        await this.count(of, changes, { kind: span.kind, position: span.to });
      });
      return true;
    });
  }

  private phaseIn(state: Import['state']): Phase | undefined {
    const phases: Partial<Record<Import['state'], Phase>> = {
      checking: this.applying.checking,
      importing: this.applying.importing,
      undo_checking: this.undoing.checking,
      undoing: this.undoing.undoing,
    };
    return phases[state];
  }
}

/** Another node may be at it. */
async function lockUnlessBusy(manager: EntityManager, id: number): Promise<Import | null> {
  return manager.findOne(Import, {
    where: { id, state: In([...WORKING_STATES]) },
    lock: { mode: 'for_no_key_update', onLocked: 'skip_locked' },
  });
}

/** Spans of one kind that can be visited at the same time. */
async function nextSpans(manager: EntityManager, of: Import, phase: Phase): Promise<Span[]> {
  const spans: Span[] = [];
  let place: Place = of;
  while (spans.length < TOGETHER) {
    const span = await nextSpan(manager, place, phase);
    if (!span || !phase.together?.includes(span.kind) || (spans[0] && spans[0].kind !== span.kind)) {
      break;
    }
    spans.push(span);
    place = { id: of.id, kind: span.kind, position: span.to };
  }
  return spans;
}

type Place = Pick<Import, 'id' | 'kind' | 'position'>;

/** The next rows in the order of the phase; undefined at its end. */
async function nextSpan(
  manager: EntityManager,
  place: Place,
  phase: Phase,
  most = Number.POSITIVE_INFINITY,
): Promise<Span | undefined> {
  const at = place.kind === null ? 0 : phase.kinds.indexOf(place.kind);
  for (const [index, kind] of phase.kinds.slice(at).entries()) {
    const from = index === 0 && place.kind !== null ? place.position : 0;
    const parameters = [place.id, kind, from, Math.min(most, phase.size(kind))];
    const [{ to }] = await manager.query<[{ to: number | null }]>(NEXT, parameters);
    if (to !== null) {
      return { kind, from, to };
    }
  }
  return undefined;
}

/** A step that a crash of the database loses is done again; the next commit that waits stores all before it. */
const WITHOUT_WAITING = `SET LOCAL synchronous_commit = off`;

const NEXT = `
  SELECT max(position) AS to FROM (
    SELECT position FROM import_rows WHERE import_id = $1 AND kind = $2 AND position > $3 ORDER BY position LIMIT $4
  ) AS next`;

const STALLED = `
  SELECT id FROM imports
  WHERE state IN ('reading', 'checking', 'importing', 'undo_checking', 'undoing') AND continued_at < $1
  ORDER BY id LIMIT $2`;
