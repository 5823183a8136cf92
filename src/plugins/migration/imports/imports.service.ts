import { Injectable } from '@nestjs/common';
import { Clock, type CursorRequest, defined, type Page, type PageRequest, problem } from '../../../core/common';
import { type ApiKey } from '../../../core/identity';
import { requireAllOfKey } from '../../../core/identity/internal';
import { allPages, readPage, searchPattern, UnitOfWork, invalidCursor } from '../../../core/platform';
import { cursorsOf } from '../../../core/platform/internal';
import { Policy } from '../../../core/catalog';
import { Import, type ImportState } from './import.entity';
import { ImportRow, type RowKind } from './import-row.entity';
import { RunImportsService } from './run-imports.service';
import type { StagedData } from './staged';

const PAGE = 500;
const MAX_POLICIES = 200;

/** A policy that licenses get instead of the one that was recognized. */
export interface PolicyChoice {
  /** Position of the recognized policy. */
  readonly number: number;
  /** Name of the policy that is created. */
  readonly name?: string;
  /** Uid of a policy that exists and is used instead; null makes one. */
  readonly policy?: string | null;
}

export interface RowFilter {
  /** Part of the label. */
  readonly q?: string;
  readonly kind?: RowKind;
  readonly reason?: string;
}

/** Shows what imports would do, and lets a person confirm or undo them. */
@Injectable()
export class ImportsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly jobs: RunImportsService,
  ) {}

  /** Newest first. */
  list(page: PageRequest, q?: string): Promise<Page<Import>> {
    const query = this.work.manager.createQueryBuilder(Import, 'import');
    if (q !== undefined) {
      query.andWhere('(import.fileName ILIKE :q OR import.source ILIKE :q)', { q: searchPattern(q) });
    }
    return readPage(query, page);
  }

  async get(uid: string): Promise<Import> {
    return found(await this.work.manager.findOneBy(Import, { uid }));
  }

  /** The recognized policies, those of most licenses first. */
  policies({ id }: Import): Promise<(ImportRow & { data: StagedData['policy'] })[]> {
    const where = { importId: id, kind: 'policy' as const };
    const rows = this.work.manager.find(ImportRow, { where, order: { position: 'ASC' }, take: MAX_POLICIES });
    return rows as Promise<(ImportRow & { data: StagedData['policy'] })[]>;
  }

  /** In the order of kinds and of the file. */
  rows(of: Import, filter: Omit<RowFilter, 'reason'>, page: CursorRequest): Promise<Page<ImportRow>> {
    return this.read(of, filter, BY_FILE, page);
  }

  /** In the order of kinds, reasons and of the file. */
  leftOut(of: Import, filter: RowFilter, page: CursorRequest): Promise<Page<ImportRow>> {
    return this.read(of, filter, BY_REASON, page);
  }

  /** In pages that are loaded on demand. */
  allLeftOut(of: Import, filter: RowFilter): AsyncGenerator<ImportRow[]> {
    return allPages((after) => this.leftOut(of, filter, { limit: PAGE, after }));
  }

  private async read(
    { id }: Import,
    { q, ...filter }: RowFilter,
    columns: readonly RowColumn[],
    { limit, before, after }: CursorRequest,
  ): Promise<Page<ImportRow>> {
    const isBackward = before !== undefined;
    const query = this.work.manager.createQueryBuilder(ImportRow, 'row').where('row.importId = :id', { id });
    for (const [column, value] of Object.entries(defined(filter))) {
      query.andWhere(`row.${column} = :${column}`, { [column]: value });
    }
    if (columns.includes('reason')) {
      query.andWhere('row.reason IS NOT NULL');
    }
    if (q !== undefined) {
      query.andWhere('row.label ILIKE :q', { q: searchPattern(q) });
    }
    const cursor = before ?? after;
    if (cursor !== undefined) {
      const place = placeIn(cursor, columns, isBackward ? 'before' : 'after');
      const left = columns.map((column) => `row.${column}`).join(', ');
      const right = columns.map((column) => `:at_${column}`).join(', ');
      query.andWhere(`(${left}) ${isBackward ? '<' : '>'} (${right})`, place);
    }
    columns.forEach((column) => query.addOrderBy(`row.${column}`, isBackward ? 'DESC' : 'ASC'));
    const some = await query.limit(limit + 1).getMany();
    const cursorAt = (row: ImportRow): string =>
      Buffer.from(columns.map((column) => row[column]).join(' ')).toString('base64url');
    return { total: null, ...cursorsOf(some, { limit, isBackward, isFirst: cursor === undefined }, cursorAt) };
  }

  /** Imports the checked rows in the background. */
  apply(uid: string, choices: readonly PolicyChoice[] = []): Promise<Import> {
    return this.work.run(async () => {
      const of = await this.lock(uid, ['ready'], 'IMPORT_NOT_READY');
      await this.refuseForeignKeys(of);
      for (const [index, choice] of choices.entries()) {
        await this.choose(of, choice, index);
      }
      const now = this.clock.now();
      const applied = await this.work.update('import.confirmed', of, {
        state: 'importing',
        kind: null,
        position: 0,
        appliedAt: now,
        continuedAt: now,
      });
      await this.jobs.enqueue(of.id);
      return applied;
    });
  }

  /** Undoes the import in the background, unless something that it made was used since. */
  undo(uid: string): Promise<Import> {
    return this.work.run(async () => {
      const of = await this.lock(uid, ['done'], 'IMPORT_NOT_UNDOABLE');
      if (!of.undoUntil || of.undoUntil <= this.clock.now()) {
        throw problem('IMPORT_NOT_UNDOABLE');
      }
      const change = {
        state: 'undo_checking' as const,
        kind: null,
        position: 0,
        used: [],
        continuedAt: this.clock.now(),
      };
      await this.jobs.enqueue(of.id);
      return this.work.update('import.undo_started', of, change);
    });
  }

  /** @param problemOf other states */
  private async lock(
    uid: string,
    states: readonly ImportState[],
    problemOf: 'IMPORT_NOT_READY' | 'IMPORT_NOT_UNDOABLE',
  ): Promise<Import> {
    const of = found(await this.work.manager.findOne(Import, { where: { uid }, lock: { mode: 'for_no_key_update' } }));
    if (!states.includes(of.state)) {
      throw problem(problemOf);
    }
    return of;
  }

  /** Nobody may get more by importing an API key than the caller has. */
  private async refuseForeignKeys({ id }: Import): Promise<void> {
    for (const { kind } of await this.work.manager.query<{ kind: ApiKey['kind'] }[]>(KEY_KINDS, [id])) {
      requireAllOfKey({ kind, permissions: null });
    }
  }

  private async choose({ id }: Import, { number, name, policy }: PolicyChoice, index: number): Promise<void> {
    const { manager } = this.work;
    const where = { importId: id, kind: 'policy' as const, position: number };
    const row = await manager.findOneBy(ImportRow, where);
    if (!row) {
      throw problem('IMPORT_POLICY_NOT_FOUND', { field: `policies.${index}.number` });
    }
    if (policy && !(await manager.existsBy(Policy, { uid: policy }))) {
      throw problem('POLICY_NOT_FOUND', { field: `policies.${index}.policy` });
    }
    const data = { ...row.data, ...(name !== undefined && { name }), ...(policy !== undefined && { policy }) };
    // The check is repeated when the row is made.
    await manager.update(ImportRow, where, { data, label: data.name ?? row.label });
  }
}

/** @throws IMPORT_NOT_FOUND */
export function found(one: Import | null): Import {
  if (!one) {
    throw problem('IMPORT_NOT_FOUND');
  }
  return one;
}

type RowColumn = 'kind' | 'reason' | 'position';

/** Columns in the order of the index. */
const BY_FILE: readonly RowColumn[] = ['kind', 'position'];
const BY_REASON: readonly RowColumn[] = ['kind', 'reason', 'position'];

function placeIn(cursor: string, columns: readonly RowColumn[], field: 'after' | 'before'): Record<string, string> {
  const parts = Buffer.from(cursor, 'base64url').toString('latin1').split(' ');
  if (parts.length !== columns.length || !/^[1-9]\d{0,8}$/.test(parts.at(-1) ?? '')) {
    throw invalidCursor(field);
  }
  return Object.fromEntries(columns.map((column, index) => [`at_${column}`, parts[index] ?? '']));
}

const KEY_KINDS = `
  SELECT DISTINCT data->>'kind' AS kind FROM import_rows
  WHERE import_id = $1 AND kind = 'api_key' AND outcome = 'pending'`;
