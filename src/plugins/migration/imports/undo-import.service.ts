import { Injectable } from '@nestjs/common';
import { And, LessThanOrEqual, MoreThan } from 'typeorm';
import { Clock } from '../../../core/common';
import { NotificationsService, UnitOfWork } from '../../../core/platform';
import type { CountChange, RowChange } from './import-counts';
import type { Phase, Span } from './import-phase';
import { batchOf } from './import-request';
import { Import, type UsedSince } from './import.entity';
import { ImportRow, ROW_KINDS } from './import-row.entity';
import { decideRow, MakeRowService } from './make-row.service';
import type { StagedData } from './staged';
import { unmake, usedSince } from './undo-statements';

const CHECKED = 5_000;
const UNMADE = 2_000;
const MAX_SAMPLES = 5;

/** Undoes an import as a whole, unless something that it made was used since. */
@Injectable()
export class UndoImportService {
  readonly checking: Phase = {
    kinds: ROW_KINDS,
    size: () => CHECKED,
    visit: (of, span) => this.check(of, span),
    fail: (_of, _span, error) => Promise.reject(error instanceof Error ? error : new Error(String(error))),
    finish: async (of) => {
      const isUsed = (of.used ?? []).length > 0;
      await this.work.manager.update(Import, of.id, {
        state: isUsed ? 'done' : 'undoing',
        kind: null,
        position: 0,
        continuedAt: this.clock.now(),
      });
    },
  };

  /** Rows that refer to others are removed first. */
  readonly undoing: Phase = {
    kinds: [...ROW_KINDS].reverse(),
    size: (kind) => (kind === 'blocked' ? 1 : UNMADE),
    together: ['activation', 'license', 'customer'],
    visit: (of, span) => this.unmake(of, span),
    // A row that was used in this moment stays.
    fail: () => Promise.resolve([]),
    finish: async (of) => {
      await this.work.update('import.undone', of, {
        state: 'undone',
        kind: null,
        position: 0,
        undoneAt: this.clock.now(),
      });
    },
  };

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly rows: MakeRowService,
    private readonly notifications: NotificationsService,
  ) {}

  private async check(of: Import, { kind, from, to }: Span): Promise<CountChange[]> {
    if (kind !== 'blocked' && kind !== 'other') {
      const parameters = [of.id, from, to, of.appliedAt, batchOf(of)];
      const found = await this.work.manager.query<UsedSince[]>(usedSince(kind), parameters);
      await this.work.manager.update(Import, of.id, { used: found.reduce(withUsed, [...(of.used ?? [])]) });
    }
    return [];
  }

  private async unmake(of: Import, span: Span): Promise<CountChange[]> {
    const { kind, from, to } = span;
    if (kind === 'blocked') {
      return this.unblock(of, span);
    }
    if (kind === 'other') {
      return [];
    }
    const { manager } = this.work;
    const parameters = [of.id, from, to, of.appliedAt, batchOf(of)];
    const rows = await manager.query<(RowChange & { policies: number[] })[]>(unmake(kind), parameters);
    const policies = rows.flatMap((row) => row.policies);
    if (policies.length > 0) {
      await manager.query(DELETE_POLICIES, [policies]);
    }
    if (kind === 'api_key') {
      await this.notifications.announce('api_keys');
    }
    return [{ rows, from: 'made' }];
  }

  private async unblock({ id }: Import, { kind, from, to }: Span): Promise<CountChange[]> {
    const { manager } = this.work;
    const position = And(MoreThan(from), LessThanOrEqual(to));
    const row = await manager.findOneBy(ImportRow, { importId: id, kind, position, outcome: 'made' });
    if (!row) {
      return [];
    }
    await this.rows.unblock(row.data as StagedData['blocked']);
    await decideRow(manager, row, { outcome: 'undone' });
    return [{ rows: [{ kind, outcome: 'undone', reason: '', count: 1 }], from: 'made' }];
  }
}

function withUsed(all: UsedSince[], next: UsedSince): UsedSince[] {
  const known = all.find(({ kind, reason }) => kind === next.kind && reason === next.reason);
  if (!known) {
    return [...all, next];
  }
  const samples = [...known.samples, ...next.samples].slice(0, MAX_SAMPLES);
  return [...all.filter((one) => one !== known), { ...known, count: known.count + next.count, samples }];
}

/** The own policies of deleted products. */
const DELETE_POLICIES = `DELETE FROM policies WHERE id = ANY ($1::bigint[])`;
