import type { EntityMetadata, ObjectLiteral } from 'typeorm';

/** Columns that no record, event or log may hold. */
const SECRET_COLUMNS: ReadonlySet<string> = new Set([
  'passwordHash',
  'hash',
  'tokenHash',
  'value',
  'secret',
  'privateKey',
]);

/** Columns that say nothing about a change. */
const QUIET_COLUMNS: ReadonlySet<string> = new Set(['updatedAt', 'parts']);

export type Snapshot = Record<string, unknown>;

/** The columns of a row as they are now, without secrets; what is loaded beside them is left out. */
export function snapshotOf({ ownColumns }: EntityMetadata, entity: ObjectLiteral): Snapshot {
  const told = ownColumns.filter(
    ({ propertyName }) => !SECRET_COLUMNS.has(propertyName) && !QUIET_COLUMNS.has(propertyName),
  );
  return Object.fromEntries(told.map((column) => [column.databaseName, plain(column.getEntityValue(entity))]));
}

/** Whether the values are others than the entity's, secrets included. */
export function differs(entity: ObjectLiteral, change: ObjectLiteral): boolean {
  return Object.entries(change).some(
    ([name, value]) => !QUIET_COLUMNS.has(name) && JSON.stringify(plain(entity[name])) !== JSON.stringify(plain(value)),
  );
}

/** Of two snapshots of one row, only what differs. */
export function difference(before: Snapshot, after: Snapshot): { before: Snapshot; after: Snapshot } {
  const changed = Object.keys(after).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  return { before: pick(before, changed), after: pick(after, changed) };
}

function pick(snapshot: Snapshot, names: string[]): Snapshot {
  return Object.fromEntries(names.map((name) => [name, snapshot[name] ?? null]));
}

function plain(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : (value ?? null);
}
