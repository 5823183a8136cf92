import { importRefused, type ImportReport } from '../../common/csv/import-report';
import { advisoryLock } from './advisory-lock';
import type { UnitOfWork } from './unit-of-work';

/** The report of a check, and the rows that would be imported. */
export interface CheckedFile<T> {
  readonly report: ImportReport;
  readonly rows: readonly T[];
}

/**
 * Imports all rows of a file, or none, in one transaction; throws IMPORT_REFUSED if any row is wrong. One file at a time under a lock
 * that all nodes share: a file that is sent twice is imported once, and files with the same keys do not wait for each other.
 * @param write returns what it changes in the report, the number of imported rows among it
 */
export function importAllOrNone<T, R extends Pick<ImportReport, 'imported'>>(
  work: UnitOfWork,
  lock: string,
  check: () => Promise<CheckedFile<T>>,
  write: (rows: readonly T[]) => Promise<R>,
): Promise<Omit<ImportReport, 'imported'> & R> {
  return work.runSerialized(lock, async (manager) => {
    await advisoryLock(manager, lock);
    const { report, rows } = await check();
    if (report.wrongRows > 0) {
      throw importRefused(report);
    }
    return { ...report, isDryRun: false, ...(await write(rows)) };
  });
}
