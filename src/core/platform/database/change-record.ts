import { ContextVariable } from '../../common/async-context';
import { problem } from '../../common/errors/domain-error';
import type { ChangeReason } from '../../common/http/change-reason.dto';
import type { RequestContext } from '../../common/http/request-context';
import { currentSpan, validTraceparent } from '../../common/tracing/tracing';
import { isDestructive } from '../records/destructive-changes';
import type { EventName } from '../records/event-catalogue';
import type { EntityMetadata, ObjectLiteral } from 'typeorm';

/** A change of one row, for the event and the audit log. */
export interface ChangeRecord {
  /** E.g. `license.issued`. */
  readonly event: EventName;
  readonly targetType: string;
  readonly targetId: string;
  readonly before: Snapshot | null;
  readonly after: Snapshot | null;
  /** Additional data of the event. */
  readonly data?: Snapshot;
  /** The request that caused it; the one that records it by default. */
  readonly request?: RequestContext;
}

/** Values before and after a change, for its record. */
export interface RelatedChange {
  readonly before: Snapshot;
  readonly after: Snapshot;
}

/** The cause of changes without a request, such as an event of another system. */
export type ChangeCause = Pick<ChangeReason, 'reason' | 'reference'>;

const cause = new ContextVariable<ChangeCause>();

/** Runs work outside of a request whose changes are recorded with this cause. */
export function causedBy<T>(changeCause: ChangeCause, work: () => T): T {
  return cause.run(changeCause, work);
}

/** The row of a change for `recordParts`. */
export function recordRow(change: ChangeRecord, current: RequestContext | undefined, at: Date) {
  const { event, targetType, targetId, before, after, data, request = current } = change;
  const reason = reasonFor(change, request);
  return {
    ...actorColumns(request),
    ...reason,
    traceparent: traceparentOf(request),
    at,
    name: event,
    target_type: targetType,
    target_id: targetId,
    before,
    after,
    // The reason is not beside the other data, which may have fields of these names.
    details: { ...data, ...(reason && { change: reason }) },
  };
}

/** The trace of the request; in a job, that of the job. */
function traceparentOf(request: RequestContext | undefined): string | undefined {
  return request?.span?.traceparent ?? validTraceparent(request?.traceparent) ?? currentSpan()?.traceparent;
}

function actorColumns(request: RequestContext | undefined) {
  const actor = request?.actor;
  const unnamed = request ? 'client' : 'system';
  return {
    actor_type: actor?.type ?? unnamed,
    actor: actor?.name ?? unnamed,
    ip: request?.address ?? null,
    request_id: request?.requestId ?? null,
    job_id: request?.job ?? null,
  };
}

/** Undefined if the request gives none. Throws if it must. */
function reasonFor(change: ChangeRecord, request: RequestContext | undefined): ChangeCause | undefined {
  if (!request) {
    return cause.current;
  }
  const { reason = null, reference = null, isRequired = false } = request.changeReason ?? {};
  if (isRequired && reason === null && isDestructive(change)) {
    throw problem('REASON_REQUIRED', { field: 'reason' });
  }
  return reason === null && reference === null ? undefined : { reason, reference };
}

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
  'relayPools',
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
