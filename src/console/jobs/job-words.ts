import { textFor, texts } from '../../i18n/texts';
import { BULK_ACTIONS, type BulkAction, type BulkActionName, kindOf } from '../../licensing/bulk/bulk-action';
import type { BackgroundJob } from '../../platform/background-jobs/background-job.entity';
import type { BackgroundJobRow } from '../../platform/background-jobs/background-job-row.entity';
import { changeText } from '../license-list/bulk-form';

/** Rows that were to change when the job was created. */
export function rowsToChange({ total, skipped }: BackgroundJob): number {
  return total - skipped;
}

/** Rows that were not to be skipped, but did not change. */
export function notChanged({ failed, leftAlone }: BackgroundJob): number {
  return failed + leftAlone;
}

/** Undefined for a job of another kind. */
export function actionOf({ kind }: BackgroundJob): BulkActionName | undefined {
  return BULK_ACTIONS.find((action) => kindOf(action) === kind);
}

/** "Extending 12 licenses by 30 days", and in the past when it has finished. */
export function jobTitle(job: BackgroundJob): string {
  const t = texts('jobs');
  const action = actionOf(job);
  if (action === undefined) {
    return t.otherKind({ kind: job.kind });
  }
  const tense = job.finishedAt ? t.done : t.running;
  const count = job.finishedAt ? job.changed : rowsToChange(job);
  const change = changeText(tense, job.parameters as BulkAction, count);
  return job.undoOf === null ? change : t.undo({ change });
}

/** Why a row was not changed; empty if it was. */
export function rowReason({ reason }: BackgroundJobRow): string {
  return reason === null ? '' : (textFor(texts('jobs').reasons, reason) ?? reason);
}
