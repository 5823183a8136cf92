import { inRequest, NATIVE } from '../../../core/common';
import type { Import } from './import.entity';

/** Does work on behalf of who started the import: what it changes is recorded like changes of that request. */
export function onBehalfOf<T>(
  { actorType: type, actorId, actor: name, ip, requestId, uid }: Import,
  work: () => Promise<T>,
): Promise<T> {
  const isPerson = (type === 'user' || type === 'api-key') && actorId !== null;
  return inRequest(
    isPerson
      ? {
          requestId: requestId ?? '',
          address: ip,
          userAgent: null,
          dialect: NATIVE,
          job: uid,
          actor: { type, id: actorId, name },
          changeReason: { reason: null, reference: null, isRequired: false },
        }
      : undefined,
    work,
  );
}

/** Label by which the licenses of an import are found: short, because a search index has all of it for each license. */
export function batchOf({ id }: Import): string {
  return `import ${id}`;
}
