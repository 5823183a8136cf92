import { currentRequest } from '../../common/http/request-context';
import type { ChangeRecord, Snapshot } from '../../platform/database/change-record';
import type { SCHEDULED_CHANGE_EVENTS } from './scheduled-change.events';
import type { ScheduledChange } from './scheduled-change.entity';

/**
 * The record of what happened to a scheduled change, as an event of its license.
 * @param license the payload that identifies the license
 * @param remarks further values
 */
export function scheduledChangeRecord(
  event: keyof typeof SCHEDULED_CHANGE_EVENTS,
  { uid, licenseUid, action, params, effectiveAt }: ScheduledChange,
  license: Snapshot,
  remarks: Snapshot = {},
): ChangeRecord {
  return {
    event,
    targetType: 'licenses',
    targetId: licenseUid,
    before: null,
    after: { scheduled_change: uid, action, params, effective_at: effectiveAt, ...remarks },
    data: license,
    request: currentRequest(),
  };
}
