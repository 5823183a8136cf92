import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { blankedChanges, type ErasedPerson, isOwned, ownedChanges, replacedChanges } from './erased-values';
import { deleteRows, type FoundRow, namingRows, ownedRows, type RowKey, updateRows } from './person-statements';
import { AllPersonTables, type PersonTable } from './person-tables';

/** Rows that one transaction changes. */
const OWNED = 200;
/** Rows with a text or JSON that one transaction reads: one can have half a megabyte. */
const LARGE = 20;

/** Rows that a batch has changed, by table, and the key after which the next batch begins. */
export interface ErasedBatch {
  readonly rows: Readonly<Record<string, number>>;
  readonly next: RowKey | null;
}

/** Erases a person in the rows of one table. */
@Injectable()
export class EraseRowsService {
  readonly tables: AllPersonTables;

  constructor(dataSource: DataSource) {
    this.tables = new AllPersonTables(dataSource);
  }

  /** Deletes or clears the next rows that belong to the person, and what audit trail and events tell of them. */
  async eraseOwned(
    manager: EntityManager,
    table: PersonTable,
    person: ErasedPerson,
    after: RowKey | null,
  ): Promise<ErasedBatch> {
    const { blanked = [], erased } = table.personal;
    const limit = blanked.length > 0 ? LARGE : OWNED;
    const columns = [...blanked, ...(table.hasUid ? ['uid'] : [])];
    const condition = this.tables.conditionOf(table.name) ?? 'false';
    const rows = await ownedRows(manager, table, condition, person.spellings.addresses, { after, columns, limit });
    await this.clearRecords(manager, table, uidsOf(rows));
    const keys = rows.map(({ key }) => key);
    if (erased === 'deleted') {
      await deleteRows(manager, table, keys);
    } else {
      await updateRows(manager, table, keys, ownedChanges(table, person.now));
      for (const row of blanked.length > 0 ? rows : []) {
        await updateRows(manager, table, [row.key], blankedChanges(table, row));
      }
    }
    return { rows: { [table.name]: rows.length }, next: rows.length === limit ? (keys.at(-1) ?? null) : null };
  }

  /** Removes the address from the next rows of a table, whoever they belong to. */
  async eraseNamed(
    manager: EntityManager,
    table: PersonTable,
    person: ErasedPerson,
    after: RowKey | null,
  ): Promise<ErasedBatch> {
    const columns = [...table.texts.map(({ name }) => name), ...(table.hasUid ? ['uid'] : [])];
    const { rows, next } = await namingRows(manager, table, person.spellings, { after, columns, limit: LARGE });
    let count = 0;
    for (const row of rows) {
      count += (await this.eraseIn(manager, table, row, person)) ? 1 : 0;
    }
    return { rows: { [table.name]: count }, next };
  }

  /** Rows of a table that contain the address. */
  async countNamed(manager: EntityManager, table: PersonTable, { spellings }: ErasedPerson): Promise<number> {
    const columns = table.texts.map(({ name }) => name);
    let count = 0;
    let after: RowKey | null = null;
    do {
      const page: { rows: FoundRow[]; next: RowKey | null } = await namingRows(manager, table, spellings, {
        after,
        columns,
        limit: LARGE,
        locks: false,
      });
      count += page.rows.filter(({ values }) => spellings.isIn(values)).length;
      after = page.next;
    } while (after);
    return count;
  }

  /** Clears what audit trail and events record of rows of a table. */
  async clearRecords(manager: EntityManager, { name }: PersonTable, uids: readonly string[]): Promise<void> {
    const columns = this.tables.recordedColumnsOf(name);
    if (uids.length > 0 && columns.length > 0) {
      await allowChangesOfAudit(manager);
      await manager.query(CLEAR_AUDIT, [name, uids, columns]);
      await manager.query(CLEAR_EVENTS, [name, uids, columns]);
    }
  }

  private async eraseIn(
    manager: EntityManager,
    table: PersonTable,
    row: FoundRow,
    person: ErasedPerson,
  ): Promise<boolean> {
    const { personal } = table;
    const recordedName = personal.snapshots && row.values[personal.snapshots.table];
    const recorded = typeof recordedName === 'string' ? this.tables.find(recordedName) : undefined;
    const changes = replacedChanges(table, row, person, recorded?.personal);
    if (changes.length === 0) {
      return false;
    }
    if (table.name === 'audit_entries') {
      await allowChangesOfAudit(manager);
    }
    const owned = isOwned(table, row, person);
    if (owned) {
      await this.clearRecords(manager, table, uidsOf([row]));
    }
    const { target_id: target } = row.values;
    if (recorded?.personal.addresses && typeof target === 'string') {
      await this.clearRecords(manager, recorded, [target]);
    }
    const isCopyOfDeleted = table.name === 'archived_rows' && recorded?.personal.erased === 'deleted';
    if ((owned && personal.erased === 'deleted') || isCopyOfDeleted) {
      await deleteRows(manager, table, [row.key]);
      return true;
    }
    const erased = owned ? [...ownedChanges(table, person.now), ...blankedChanges(table, row)] : [];
    const names = new Set(erased.map(({ name }) => name));
    await updateRows(manager, table, [row.key], [...erased, ...changes.filter(({ name }) => !names.has(name))]);
    return true;
  }
}

/** Lets this transaction change audit entries: a trigger refuses it otherwise. */
async function allowChangesOfAudit(manager: EntityManager): Promise<void> {
  await manager.query(`SELECT set_config('keyward.erases_person', 'on', true)`);
}

function uidsOf(rows: readonly FoundRow[]): string[] {
  return rows.flatMap(({ values: { uid } }) => (typeof uid === 'string' ? uid : []));
}

const cleared = (column: string): string => `
  CASE WHEN ${column} ?| $3::text[] THEN (
    SELECT jsonb_object_agg(key, CASE WHEN key = ANY ($3::text[]) THEN 'null'::jsonb ELSE value END)
    FROM jsonb_each(${column})
  ) ELSE ${column} END`;

/** Addresses of networks are cleared, too, where the person or a program of the person made the change. */
const CLEAR_AUDIT = `
  UPDATE audit_entries SET before = ${cleared('before')}, after = ${cleared('after')},
    ip = CASE WHEN actor_type IN ('customer', 'client') THEN NULL ELSE ip END
  WHERE target_type = $1 AND target_id = ANY ($2::text[])`;

const CLEAR_EVENTS = `
  UPDATE events SET data = ${cleared('data')} WHERE target_type = $1 AND target_id = ANY ($2::text[]) AND data ?| $3::text[]`;
