import { subjectKey, type Subjects } from '../../core/events';
import { currentCaller, isPermitted, Permission } from '../../core/identity';
import type { AuditEntry } from '../../core/platform';
import { jobPath, licensePath } from '../../pages/kit/record-paths';

interface Undo {
  readonly permission: Permission;
  /** The page with the verb that undoes the change. */
  readonly pathOf: (id: string) => string;
}

/** Changes that one verb undoes. */
const UNDO: Readonly<Record<string, Undo>> = {
  'job.started': { permission: Permission.LicensesWrite, pathOf: (id) => `${jobPath(id)}/undo` },
  'license.blocked': { permission: Permission.LicensesWrite, pathOf: licensePath },
  'license.deactivated': {
    permission: Permission.ReactivationsWrite,
    pathOf: (id) => `${licensePath(id)}/devices?past=1`,
  },
  'license.disabled': { permission: Permission.LicensesWrite, pathOf: licensePath },
  'license.enabled': { permission: Permission.LicensesWrite, pathOf: licensePath },
  'license_session.ended': {
    permission: Permission.ActivationsWrite,
    pathOf: (id) => `/console/sessions/${id}/resume`,
  },
  'user.deactivated': { permission: Permission.UsersWrite, pathOf: (id) => `/console/people/${id}/activate` },
  'webhook_endpoint.disabled': { permission: Permission.WebhooksWrite, pathOf: (id) => `/console/webhooks/${id}` },
};

/** The page that undoes a change; undefined if there is none, or for viewers who may not. */
export function undoPath({ action, targetType, targetId }: AuditEntry, subjects: Subjects): string | undefined {
  const undo = Object.hasOwn(UNDO, action) ? UNDO[action] : undefined;
  const subject = subjects.get(subjectKey(targetType, targetId));
  const canUndo = undo && subject && !subject.isDeleted && isPermitted(currentCaller(), undo.permission);
  return canUndo ? undo.pathOf(targetId) : undefined;
}
