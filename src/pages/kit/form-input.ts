import { DomainError, type FormValues, InvalidRequest, type ProblemKind } from '../../core/common';
import { MAX_VALUES, storable } from '../../core/common/internal';

/** The text of a field, without the line ends of Windows, which browsers send; empty if there is none. */
export function textIn(body: FormValues, name: string): string {
  // A body that is not a form may have values of any type.
  const value: unknown = Object.hasOwn(body, name) ? body[name] : undefined;
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '';
}

/** Undefined for an empty field. */
export function optionalIn(body: FormValues, name: string): string | undefined {
  return textIn(body, name).trim() || undefined;
}

/** Whether a checkbox is ticked. */
export function flagIn(body: FormValues, name: string): boolean {
  return textIn(body, name) === '1';
}

/** The parts of a text between line ends, and between commas. */
export function listIn(body: FormValues, name: string, separator: RegExp = /[,\n]/): string[] {
  return textIn(body, name)
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** A number if the field has one, the text if it has another, null if it is empty. */
export function numberIn(body: FormValues, name: string): number | string | null {
  const text = textIn(body, name).trim();
  return text === '' ? null : numberOf(text);
}

/** The number that a text is, or the text if it is none. */
export function numberOf(text: string): number | string {
  return /^\d{1,15}$/.test(text) ? Number(text) : text;
}

/** The object that a text contains as JSON; undefined for an empty text, another text as it is. */
export function objectIn(text = ''): unknown {
  try {
    const value: unknown = text === '' ? undefined : JSON.parse(text);
    storable({ value }, MAX_VALUES, { isExact: true });
    return value;
  } catch {
    return text;
  }
}

const IN_THE_FORM: readonly ProblemKind[] = ['not-found', 'too-large'];

/** Makes problems of a field such that the form shows them: what it names does not exist, or its file is too large. */
export async function asFormError<T>(change: Promise<T>): Promise<T> {
  try {
    return await change;
  } catch (error) {
    throw error instanceof DomainError && error.fields && IN_THE_FORM.includes(error.kind)
      ? new InvalidRequest(error.fields)
      : error;
  }
}

/** The fields of a form without those that were left empty. */
export function filledIn(body: FormValues): FormValues {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== ''));
}
