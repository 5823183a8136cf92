import { textFor, texts } from '../../core/i18n';

/** The rows of an export, such as "Licenses". */
export function nameOf(name: string): string {
  return textFor(texts('exports').names, name) ?? name;
}

/** A column of an export in words. */
export function columnName(column: string): string {
  return textFor(texts('exports').columnNames, column) ?? column;
}
