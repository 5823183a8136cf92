import type { EntityMetadata, ObjectLiteral } from 'typeorm';

/** Columns that are never recorded or logged. */
const SECRET_COLUMNS: ReadonlySet<string> = new Set([
  'passwordHash',
  'hash',
  'tokenHash',
  'value',
  'secret',
  'previousHash',
  'previousSecret',
  'privateKey',
  'apiKey',
  'apiToken',
]);

/** Columns whose changes are not recorded. */
const IGNORED_COLUMNS: ReadonlySet<string> = new Set([
  'updatedAt',
  'parts',
  'revision',
  'lastActivityAt',
  'lastLoginAt',
  'effectiveGrants',
]);

/** Recorded columns of a row by name, for the audit trail. */
export type Snapshot = Record<string, unknown>;

interface RecordedEntity extends ObjectLiteral {
  recordedColumns?(): Snapshot;
}

type Columns = Pick<EntityMetadata, 'ownColumns'>;

const recorded = new WeakMap<Columns, EntityMetadata['ownColumns']>();

/** The columns that records have: no secrets, relations and columns that are not selected by default. */
export function recordedColumns(entity: Columns): EntityMetadata['ownColumns'] {
  const columns = recorded.get(entity) ?? entity.ownColumns.filter(isRecorded);
  recorded.set(entity, columns);
  return columns;
}

/** Whether records have the values of a column. */
export function isRecorded({ propertyName, isSelect }: { propertyName: string; isSelect: boolean }): boolean {
  return isSelect && !SECRET_COLUMNS.has(propertyName) && !IGNORED_COLUMNS.has(propertyName);
}

/** The current values of the recorded columns of a row. An entity can show some otherwise than they are stored. */
export function snapshotOf(metadata: Columns, entity: RecordedEntity): Snapshot {
  const stored = recordedColumns(metadata).map(
    (column) => [column.databaseName, plain(column.getEntityValue(entity))] as const,
  );
  return { ...Object.fromEntries(stored), ...entity.recordedColumns?.() };
}

/** Whether the values differ from the entity's, including secrets. */
export function differs(entity: ObjectLiteral, change: ObjectLiteral): boolean {
  return Object.entries(change).some(
    ([name, value]) =>
      !IGNORED_COLUMNS.has(name) && JSON.stringify(plain(entity[name])) !== JSON.stringify(plain(value)),
  );
}

/** Reduces two snapshots of a row to their differences. */
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
