import type { RowProblem } from '../../../core/common';
import { messageOfField, textFor, textOf, texts } from '../../../core/i18n';
import { importedRow } from '../../../core/licensing/internal';
import type { BackgroundJobRow } from '../../../core/platform';

/** The mistakes of a row; also if it was correct, but could not be imported. */
export function problemsOf(row: BackgroundJobRow): RowProblem[] {
  const { outcome, reason, problems } = row;
  const { row: line } = importedRow(row);
  if (problems !== null) {
    return problems.map((problem) => ({ row: line, ...problem }));
  }
  if (outcome !== 'failed' || reason === null) {
    return [];
  }
  const message = textFor(texts('jobs').reasons, reason) ?? textOf('errors', reason.toUpperCase()) ?? reason;
  return [{ row: line, field: 'row', reason, message, isTranslated: true }];
}

/** Sentences that begin with the names of the columns. */
export function mistakesOf(row: BackgroundJobRow): string {
  const { columnTitles } = texts('licenseImport');
  return problemsOf(row)
    .map((problem) => {
      const { text } = messageOfField(problem);
      const [column = ''] = problem.field.split('.');
      const title = textFor(columnTitles, column);
      return title === undefined ? text : `${title}: ${text}`;
    })
    .join(' ');
}
