import { Injectable } from '@nestjs/common';
import { In, MoreThan, type EntityManager, type ObjectLiteral } from 'typeorm';
import { DAY } from '../../common/calendar';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import { isForeignKeyViolation } from '../database/database-error';
import { idOrName } from '../database/id-or-name';
import type { Snapshot } from '../database/change-record';
import { UnitOfWork } from '../database/unit-of-work';
import { StoredFilesService } from '../files/stored-files.service';
import { Archive, type ArchivedKind } from './archive.entity';
import * as statements from './archive-statements';
import { TableGraph } from './table-graph';

/** Deletions can be undone for this time. */
const RESTORABLE_DAYS = 7;

interface Target extends ObjectLiteral {
  id: number;
  uid: string;
}

export interface ArchivedTarget {
  readonly row: Target;
  /** Beside the uid, in addresses: key or reference. */
  readonly name: string | null;
  /** Additional data of the event when the deletion is final. */
  readonly data: Snapshot;
}

/** Rows of another table that belong to one target. */
export interface OwnedRows {
  readonly table: string;
  readonly ids: readonly number[];
}

/**
 * Keeps deleted rows for the time in which they can be restored. They leave their tables, so that no query can find them by
 * mistake; a copy waits in the archive.
 */
@Injectable()
export class ArchivesService {
  private graph: Promise<TableGraph> | undefined;
  private readonly purgeListeners: ((archiveIds: readonly number[]) => Promise<void>)[] = [];

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly files: StoredFilesService,
  ) {}

  /**
   * Copies rows that the caller then deletes in the same transaction, with all that the database deletes with them. The number
   * of statements does not depend on the number of rows.
   * @param owned rows that the caller deletes, too; for a single target
   */
  async archive(
    kind: ArchivedKind,
    targets: readonly ArchivedTarget[],
    archivedAt: Date,
    owned: readonly OwnedRows[] = [],
  ): Promise<void> {
    const [first] = targets;
    if (!first) {
      return;
    }
    await this.work.run(async (manager) => {
      const restorableUntil = new Date(archivedAt.getTime() + RESTORABLE_DAYS * DAY);
      const { tableName: targetType } = manager.dataSource.getMetadata(first.row.constructor);
      const archives = targets.map(({ row, name, data: eventData }) =>
        manager.create(Archive, {
          kind,
          targetType,
          targetId: row.id,
          targetUid: row.uid,
          name,
          eventData,
          archivedAt,
          restorableUntil,
        }),
      );
      await manager.insert(Archive, archives);
      const ids = archives.map(({ id }) => id);
      const graph = await this.tables();
      await manager.query(statements.copyRows(graph, targetType), [ids, targets.map(({ row }) => row.id)]);
      for (const rows of owned) {
        await manager.query(statements.copyRows(graph, rows.table), [rows.ids.map(() => ids[0]), rows.ids]);
      }
      await copyOthers(manager, graph, ids, [targetType, ...owned.map(({ table }) => table)]);
    });
  }

  /** The numeric id of the deleted target with this uid or, if there is none, of the last one with this name. */
  async find(kind: ArchivedKind, id: string): Promise<number | undefined> {
    const archives = await this.work.manager
      .createQueryBuilder(Archive, 'archive')
      .where('archive.kind = :kind', { kind })
      .andWhere('(archive.targetUid = CAST(:idUid AS uuid) OR archive.name = :id)', idOrName('id', id))
      .orderBy('archive.id', 'DESC')
      .limit(FOUND_BY_NAME)
      .getMany();
    const found = archives.find(({ targetUid }) => targetUid === id.toLowerCase()) ?? archives[0];
    return found?.targetId;
  }

  /**
   * Inserts the targets again, with all that was deleted with them. Rows that would have been deleted meanwhile are left out.
   * Throws ARCHIVE_NOT_FOUND if one is restored or final by now, RESTORE_REFERENCES_DELETED if one belongs to something that
   * was deleted; violations of unique constraints pass. The number of statements does not depend on the number of targets.
   */
  restore(kind: ArchivedKind, targetIds: readonly number[]): Promise<Archive[]> {
    return this.work.run(async (manager) => {
      const archives = await this.lock(kind, targetIds);
      const [first] = archives;
      if (!first || archives.length < targetIds.length) {
        throw problem('ARCHIVE_NOT_FOUND');
      }
      const ids = archives.map(({ id }) => id);
      try {
        await this.insertAgain(manager, first.targetType, ids);
      } catch (error) {
        throw isForeignKeyViolation(error) ? problem('RESTORE_REFERENCES_DELETED') : error;
      }
      await manager.delete(Archive, { id: In(ids) });
      return archives;
    });
  }

  /** Archives of these targets that can be restored, which nobody else restores or purges until the end of the transaction. */
  lock(kind: ArchivedKind, targetIds: readonly number[]): Promise<Archive[]> {
    return this.work.run((manager) =>
      manager.find(Archive, {
        where: { kind, targetId: In(targetIds), restorableUntil: MoreThan(this.clock.now()) },
        order: { id: 'ASC' },
        lock: { mode: 'pessimistic_write' },
      }),
    );
  }

  /**
   * Lets deleted rows belong to another row than those that the caller merges into it, which nobody refers to any more. The
   * caller holds the locks of all of them.
   */
  async moveReferences(table: string, from: readonly number[], to: number): Promise<void> {
    await this.work.run(async (manager) => {
      const graph = await this.tables();
      for (const reference of graph.to(table)) {
        await manager.query(statements.moveReferences(reference), [from.map(String), to]);
      }
    });
  }

  /** Called in the transaction that makes deletions final, before their rows are gone. */
  onPurge(listener: (archiveIds: readonly number[]) => Promise<void>): void {
    this.purgeListeners.push(listener);
  }

  /** Ids of the rows whose reference the deletions cleared. */
  async clearedIn(archiveIds: readonly number[], table: string, column: string): Promise<number[]> {
    const rows = await this.work.manager.query<{ id: number }[]>(CLEARED, [archiveIds, table, column]);
    return rows.map(({ id }) => id);
  }

  /** Makes a deletion final. */
  purge(kind: ArchivedKind, targetId: number): Promise<void> {
    return this.work.run(async (manager) => {
      const where = { kind, targetId };
      const archive = await manager.findOne(Archive, { where, lock: { mode: 'pessimistic_write' } });
      if (!archive) {
        throw problem('ARCHIVE_NOT_FOUND');
      }
      await this.purgeEach(manager, [archive]);
    });
  }

  /** Makes deletions final whose time is over. Returns their number, up to `limit`. */
  purgeDue(limit: number): Promise<number> {
    return this.work.run(async (manager) => {
      const due = await manager
        .createQueryBuilder(Archive, 'archive')
        .where('archive.restorableUntil <= :now', { now: this.clock.now() })
        .orderBy('archive.restorableUntil')
        .limit(limit)
        .setLock('pessimistic_write')
        .setOnLocked('skip_locked')
        .getMany();
      await this.purgeEach(manager, due);
      return due.length;
    });
  }

  private async insertAgain(manager: EntityManager, targetType: string, ids: readonly number[]): Promise<void> {
    const graph = await this.tables();
    const shapes = await manager.query<ArchivedShape[]>(SHAPES, [ids]);
    const columns = new Map(
      shapes.filter(({ cleared }) => cleared === '').map((shape) => [shape.table, shape.columns]),
    );
    for (const table of graph.sorted([...columns.keys()])) {
      const isMain = table === targetType;
      await manager.query(statements.insertRows(graph, table, columns.get(table) ?? [], isMain), [ids]);
    }
    for (const { table, cleared } of shapes.filter((shape) => shape.cleared !== '')) {
      await manager.query(statements.setCleared(graph, table, cleared), [ids]);
    }
  }

  private async purgeEach(manager: EntityManager, archives: readonly Archive[]): Promise<void> {
    if (archives.length === 0) {
      return;
    }
    const ids = archives.map(({ id }) => id);
    for (const listener of this.purgeListeners) {
      await listener(ids);
    }
    const graph = await this.tables();
    for (const reference of graph.to(STORED_FILES)) {
      for (const { id } of await manager.query<{ id: number }[]>(statements.filesOf(reference), [ids])) {
        await this.files.delete(id);
      }
    }
    await manager.delete(Archive, { id: In(ids) });
    await this.work.record(
      archives.map(({ kind, targetType, targetUid, eventData }) => ({
        event: `${kind}.purged` as const,
        targetType,
        targetId: targetUid,
        before: null,
        after: null,
        data: eventData as Snapshot,
      })),
    );
  }

  /** Does not change while the server runs. */
  private tables(): Promise<TableGraph> {
    this.graph ??= TableGraph.read(this.work.manager).catch((error: unknown) => {
      this.graph = undefined;
      throw error;
    });
    return this.graph;
  }
}

async function copyOthers(
  manager: EntityManager,
  graph: TableGraph,
  ids: readonly number[],
  roots: readonly string[],
): Promise<void> {
  const copied = new Set(roots);
  for (const table of graph.deletedWith(roots)) {
    const references = graph.from(table).filter(({ onDelete, parent }) => onDelete === 'delete' && copied.has(parent));
    for (const reference of references) {
      const [{ count }] = await manager.query<[{ count: number }]>(statements.copyReferring(graph, reference), [ids]);
      if (count > 0) {
        copied.add(table);
      }
    }
  }
  for (const reference of [...copied].flatMap((table) => graph.to(table))) {
    if (reference.onDelete === 'clear') {
      await manager.query(statements.copyCleared(graph, reference), [ids]);
    }
  }
}

interface ArchivedShape {
  readonly table: string;
  /** The cleared column; empty for deleted rows. */
  readonly cleared: string;
  readonly columns: readonly string[];
}

const SHAPES = `
  SELECT DISTINCT ON (table_name, column_name) table_name AS table, column_name AS cleared,
    ARRAY(SELECT jsonb_object_keys(data)) AS columns
  FROM archived_rows WHERE archive_id = ANY ($1::bigint[]) ORDER BY table_name, column_name`;

const CLEARED = `
  SELECT (row_key->>'id')::bigint AS id FROM archived_rows
  WHERE archive_id = ANY ($1::bigint[]) AND table_name = $2 AND column_name = $3`;

const STORED_FILES = 'stored_files';

/** Deleted targets of the same name that a look-up reads; one of them may have the uid. */
const FOUND_BY_NAME = 100;
