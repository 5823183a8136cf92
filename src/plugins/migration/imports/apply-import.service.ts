import { Injectable, Logger } from '@nestjs/common';
import { MoreThan, LessThanOrEqual, And } from 'typeorm';
import { Calendar, Clock, DAY, DomainError } from '../../../core/common';
import { IMPORT_LOCK } from '../../../core/customers/internal';
import { ResolveLicensesService } from '../../../core/licenses/internal';
import { advisoryLock, UnitOfWork } from '../../../core/platform';
import { CHECKS, NOTE_NAMES_SHARED, NOTE_OVER_LIMIT } from './check-statements';
import { LEMON_SQUEEZY } from './sources/lemon-squeezy';
import { counted, type CountChange, type RowChange } from './import-counts';
import { batchOf } from './import-request';
import { Import } from './import.entity';
import { ImportRow, ROW_KINDS, type RowKind } from './import-row.entity';
import { decideRow, MakeRowService } from './make-row.service';
import { GRANT_OWN, GRANTED_LICENSES, LEAVE_REST, MAKES, START_TERMS } from './make-statements';
import type { Phase, Span } from './import-phase';
import { ProposePoliciesService } from './propose-policies.service';

/** Rows per transaction: a second's work or less. */
const CHECKED = 5_000;
const MADE = 2_000;
export const UNDO_DAYS = 7;

/** Finds out what would become of the rows, and makes them. */
@Injectable()
export class ApplyImportService {
  private readonly logger = new Logger('Imports');

  readonly checking: Phase = {
    kinds: ROW_KINDS,
    size: () => CHECKED,
    visit: (of, span) => this.check(of, span),
    fail: (of, span, error) => this.leaveOut(of, span, error),
    finish: async (of) => {
      const counts = (await this.policies.propose(of)).reduce(counted, of.counts);
      await this.work.manager.update(Import, of.id, { counts });
      await this.work.update('import.checked', of, { state: 'ready', kind: null, position: 0 });
    },
  };

  readonly importing: Phase = {
    kinds: ROW_KINDS,
    size: (kind) => (kind in MAKES ? MADE : 1),
    together: ['license', 'activation'],
    visit: (of, span) => this.make(of, span),
    fail: (of, span, error) => this.leaveOut(of, span, error),
    finish: async (of) => {
      const finishedAt = this.clock.now();
      const undoUntil = new Date(finishedAt.getTime() + UNDO_DAYS * DAY);
      await this.work.update('import.finished', of, { state: 'done', kind: null, position: 0, finishedAt, undoUntil });
    },
  };

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly rows: MakeRowService,
    private readonly policies: ProposePoliciesService,
    private readonly resolution: ResolveLicensesService,
    private readonly calendar: Calendar,
  ) {}

  private async check({ id, source }: Import, { kind, from, to }: Span): Promise<CountChange[]> {
    const { manager } = this.work;
    const rows = await manager.query<RowChange[]>(CHECKS[kind], [id, from, to]);
    // Programs of others name a device by its fingerprint.
    const statements = source === LEMON_SQUEEZY.name ? [NOTE_OVER_LIMIT, NOTE_NAMES_SHARED] : [NOTE_OVER_LIMIT];
    const notes: { note: string; count: number }[] = [];
    for (const statement of kind === 'license' ? statements : []) {
      notes.push(...(await manager.query<{ note: string; count: number }[]>(statement, [id, from, to])));
    }
    return [{ rows, notes: notes.filter(({ count }) => count > 0), from: 'pending' }];
  }

  /** Checks the rows again first: since the check, somebody may have made some of them. */
  private async make(of: Import, span: Span): Promise<CountChange[]> {
    const { kind, from, to } = span;
    if (kind === 'customer') {
      await advisoryLock(this.work.manager, IMPORT_LOCK);
    }
    const checked = await this.work.manager.query<RowChange[]>(CHECKS[kind], [of.id, from, to]);
    const made = kind in MAKES ? await this.makeMany(of, span) : await this.makeOne(of, span);
    return [{ rows: [...checked, ...made], from: 'pending' }];
  }

  private async makeMany(of: Import, { kind, from, to }: Span): Promise<RowChange[]> {
    const { manager } = this.work;
    const span = [of.id, from, to];
    const parameters = [...span, of.appliedAt, batchOf(of)];
    const statement = MAKES[kind as keyof typeof MAKES];
    const uses = statement.includes('$5') ? parameters : parameters.slice(0, -1);
    const made = await manager.query<RowChange[]>(statement, uses);
    if (kind === 'license') {
      await manager.query(GRANT_OWN, span);
      const granted = await manager.query<{ id: number }[]>(GRANTED_LICENSES, span);
      await this.resolution.resolveById(granted.map((license) => license.id));
    } else if (kind === 'activation') {
      await manager.query(START_TERMS, [...span, of.appliedAt, this.calendar.zone]);
    }
    return [...made, ...(await manager.query<RowChange[]>(LEAVE_REST, [...span, kind, 'made_meanwhile']))];
  }

  private async makeOne(of: Import, { kind, from, to }: Span): Promise<RowChange[]> {
    const { manager } = this.work;
    const position = And(MoreThan(from), LessThanOrEqual(to));
    const row = await manager.findOneBy(ImportRow, { importId: of.id, kind, position, outcome: 'pending' });
    if (!row) {
      return [];
    }
    const targetId = await this.rows.make(of, row);
    await decideRow(manager, row, { outcome: 'made', targetId });
    return [{ kind, outcome: 'made', reason: '', count: 1 }];
  }

  private async leaveOut({ id }: Import, { kind, from, to }: Span, error: unknown): Promise<CountChange[]> {
    const rows = await this.work.manager.query<RowChange[]>(LEAVE_REST, [
      id,
      from,
      to,
      kind,
      this.reasonOf(kind, error),
    ]);
    return [{ rows, from: 'pending' }];
  }

  /** The reason of a failed row. An unexpected error goes into the log. */
  private reasonOf(kind: RowKind, error: unknown): string {
    if (error instanceof DomainError) {
      return error.rule.toLowerCase();
    }
    this.logger.error(`A ${kind} cannot be imported`, error);
    return 'refused_by_database';
  }
}
