import type { FieldProblem, FormValues } from '../../../core/common';
import type { Lead } from '../institution.entity';
import { MAX_CONTACTS } from '../lead-contacts';
import { texts } from '../../../core/i18n';

/** Each field is a list with an entry for each contact. */
const FIELDS = ['contact_id', 'contact_name', 'contact_position', 'contact_emails', 'contact_phones'] as const;

export interface ContactInForm {
  /** Its place in the form, where contacts without any text are left out. */
  readonly place: number;
  readonly contact: object;
}

export function contactsIn(body: FormValues): ContactInForm[] {
  return textsIn(body, 'contact_name').flatMap((_name, place) => {
    const [id = '', name = '', position = '', emails = '', phones = ''] = FIELDS.map(
      (field) => textsIn(body, field)[place],
    );
    if ([name, position, emails, phones].every((text) => text.trim() === '')) {
      return [];
    }
    const known = id === '' ? {} : { id };
    const contact = { ...known, name, position, emails: split(emails, /[\s,;]+/), phones: split(phones, ';') };
    return [{ place, contact }];
  });
}

export function contactCountIn(body: FormValues): number {
  return Math.min(textsIn(body, 'contact_name').length, MAX_CONTACTS);
}

/** The fields of a lead's contacts. */
export function contactFieldsOf({ contacts }: Lead): FormValues {
  return {
    contact_id: contacts.map(({ uid }) => uid),
    contact_name: contacts.map(({ name }) => name),
    contact_position: contacts.map(({ position }) => position),
    contact_emails: contacts.map(({ emails }) => emails.join('; ')),
    contact_phones: contacts.map(({ phones }) => phones.join('; ')),
  };
}

/** The fields of one contact without values. */
export const EMPTY_CONTACT: FormValues = Object.fromEntries(FIELDS.map((field) => [field, ['']]));

/** The form after a press of "Add contact" or "Remove contact"; undefined for all other buttons. */
export function withContactsChanged(body: FormValues): FormValues | undefined {
  const [, verb, place = ''] = /^(add|remove)-contact(?:-(\d+))?$/.exec(String(body.do)) ?? [];
  if (verb === undefined) {
    return undefined;
  }
  const lists = FIELDS.map((field): [string, string[]] => {
    const texts = textsIn(body, field);
    return [field, verb === 'add' ? [...texts, ''] : texts.toSpliced(Number(place), place === '' ? 0 : 1)];
  });
  return { ...body, ...Object.fromEntries(lists) };
}

/** A problem of `contacts.0.emails`, as the API calls it, as one of the form's field. */
export function asFormError(problem: FieldProblem, contacts: readonly ContactInForm[]): FieldProblem {
  const [, index, name = ''] = /^contacts\.(\d+)\.(\w+)$/.exec(problem.field) ?? [];
  const contact = index === undefined ? undefined : contacts[Number(index)];
  if (!contact) {
    return problem;
  }
  const field = `contact_${name === 'id' ? 'name' : name}.${contact.place}`;
  const messages: Readonly<Record<string, string>> = texts('leads').contactErrors;
  const message = messages[name];
  return message === undefined ? { ...problem, field } : { field, reason: problem.reason, message, isTranslated: true };
}

function textsIn(body: FormValues, field: string): string[] {
  const value: unknown = body[field];
  return Array.isArray(value) ? value.map((text: unknown) => (typeof text === 'string' ? text : '')) : [];
}

function split(text: string, separator: RegExp | string): string[] {
  return text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
