import { NATIVE } from '../../common/dialects/native.dialect';
import { currentRequest, type RequestContext } from '../../common/http/request-context';
import type { ActorType } from './audit-entry.entity';

/** Columns of work that is carried out after the request that asked for it. */
export interface RequestOrigin {
  readonly actorType: ActorType;
  readonly actorId: number | null;
  /** Name of the user or API key. */
  readonly actor: string;
  readonly ip: string | null;
  readonly requestId: string | null;
  readonly reason: string | null;
  readonly reference: string | null;
}

/** The columns of the current request, without its reason; outside of a request, those of the system. */
export function originColumns(): Omit<RequestOrigin, 'reason' | 'reference'> {
  const request = currentRequest();
  const { type: actorType, id: actorId, name: actor } = request?.actor ?? { type: 'system', id: null, name: 'system' };
  return { actorType, actorId, actor, ip: request?.address ?? null, requestId: request?.requestId ?? null };
}

/**
 * The request that asked for the work: changes are recorded like changes of that request.
 * @param job uid of the background job that makes them
 */
export function requestOf(
  { actorType: type, actorId, actor: name, ip, requestId, reason, reference }: RequestOrigin,
  job?: string,
): RequestContext | undefined {
  return type !== 'client' && type !== 'system' && actorId !== null
    ? {
        requestId: requestId ?? '',
        address: ip,
        userAgent: null,
        dialect: NATIVE,
        actor: { type, id: actorId, name },
        job,
        changeReason: { reason, reference, isRequired: false },
      }
    : undefined;
}
