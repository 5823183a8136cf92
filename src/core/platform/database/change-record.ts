import { problem } from '../../common/errors/domain-error';
import type { ChangeReason } from '../../common/http/change-reason.dto';
import type { RequestContext } from '../../common/http/request-context';
import { validTraceparent } from '../../common/tracing/traceparent';
import { currentSpan } from '../../common/tracing/tracing';
import { isDestructive } from '../records/destructive-changes';
import type { EventName } from '../records/event-catalogue';
import type { Snapshot } from './snapshot';

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
    // Not beside the other data, which may have fields of these names.
    data: { ...(after ?? before), ...data, ...(reason && { change: reason }) },
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
function reasonFor(
  change: ChangeRecord,
  request: RequestContext | undefined,
): Pick<ChangeReason, 'reason' | 'reference'> | undefined {
  const { reason = null, reference = null, isRequired = false } = request?.changeReason ?? {};
  if (isRequired && reason === null && isDestructive(change)) {
    throw problem('REASON_REQUIRED', { field: 'reason' });
  }
  return reason === null && reference === null ? undefined : { reason, reference };
}
