import { textFor, texts } from '../../../core/i18n';
import { BULK_ACTIONS, CHECK_IMPORT, kindOf } from '../../../core/licensing';
import { RUN_IMPORT } from '../../../core/licensing';
import { type BulkAction, type BulkActionName, type LicenseImport } from '../../../core/licensing/internal';
import type { BackgroundJob, BackgroundJobRow } from '../../../core/platform';
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
  if (job.kind === CHECK_IMPORT || job.kind === RUN_IMPORT) {
    return importTitle(job);
  }
  if (action === undefined) {
    return t.otherKind({ kind: job.kind });
  }
  const tense = job.finishedAt ? t.done : t.running;
  const count = job.finishedAt ? job.changed : rowsToChange(job);
  const change = changeText(tense, job.parameters as BulkAction, count);
  return job.undoOf === null ? change : t.undo({ change });
}

/** "Checking 5,000 rows of licenses.csv", "Imported 4,863 licenses from licenses.csv". */
function importTitle({ kind, parameters, total, changed, finishedAt, undoOf }: BackgroundJob): string {
  const t = texts('licenseImport');
  const { file } = parameters as LicenseImport;
  if (undoOf !== null) {
    return finishedAt ? t.undone({ count: changed, file }) : t.undoing({ count: total, file });
  }
  if (kind === CHECK_IMPORT) {
    return finishedAt ? t.checked({ count: total, file }) : t.checking({ count: total, file });
  }
  return finishedAt ? t.importedFrom({ count: changed, file }) : t.importing({ count: total, file });
}

/** Why a row was not changed; empty if it was. */
export function rowReason({ reason }: BackgroundJobRow): string {
  return reason === null ? '' : (textFor(texts('jobs').reasons, reason) ?? reason);
}
