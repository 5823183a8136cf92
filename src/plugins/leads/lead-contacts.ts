import { defined, foldedAddress, problem } from '../../core/common';
import type { Contact } from './contact.entity';

/** Maximum number of contacts of a lead. */
export const MAX_CONTACTS = 50;

export type ContactValues = Pick<Contact, 'uid' | 'name' | 'position' | 'emails' | 'phones'>;
export type ContactChange = Partial<Omit<ContactValues, 'uid'>>;

export interface ContactInput extends ContactChange {
  /** Uid of an existing contact of the lead, whose omitted values are kept; a new contact if omitted. */
  readonly id?: string;
  readonly name: string;
}

export function valuesOf({ uid, name, position, emails, phones }: ContactValues): ContactValues {
  return { uid, name, position, emails, phones };
}

/** The contacts of a lead once these replace the current ones. */
export function replaceContacts(
  current: readonly ContactValues[],
  wanted: readonly ContactInput[],
  newUid: () => string,
): ContactValues[] {
  if (wanted.length > MAX_CONTACTS) {
    throw problem('LEAD_CONTACTS_TOO_MANY', { field: 'contacts', max: MAX_CONTACTS });
  }
  const unused = new Map(current.map((contact) => [contact.uid, contact]));
  return wanted.map(({ id, ...input }, index) => {
    const uid = id?.toLowerCase() ?? newUid();
    const known = unused.get(uid);
    if (id !== undefined && !known) {
      throw problem('LEAD_CONTACT_UNKNOWN', { field: `contacts.${index}.id` });
    }
    unused.delete(uid);
    return merged(known ?? { uid, name: input.name, position: '', emails: [], phones: [] }, input);
  });
}

function merged(contact: ContactValues, { name, position, emails, phones }: ContactChange): ContactValues {
  const foldedEmails = emails?.map((email) => foldedAddress(email));
  return { ...valuesOf(contact), ...defined({ name, position, emails: foldedEmails, phones }) };
}

/** The replacement that changes one contact. */
export function changeOf(contacts: readonly ContactValues[], id: string, change: ContactChange): ContactInput[] {
  const index = indexOf(contacts, id);
  return contacts.map((contact, at) => ({ ...unchanged(contact), ...(at === index ? defined(change) : {}) }));
}

/** The replacement that removes one contact. */
export function removalOf(contacts: readonly ContactValues[], id: string): ContactInput[] {
  return contacts.toSpliced(indexOf(contacts, id), 1).map(unchanged);
}

/** The replacement that adds a contact. */
export function additionOf(contacts: readonly ContactValues[], added: ContactInput): ContactInput[] {
  return [...contacts.map(unchanged), added];
}

function unchanged({ uid, name }: ContactValues): ContactInput {
  return { id: uid, name };
}

function indexOf(contacts: readonly ContactValues[], id: string): number {
  const index = contacts.findIndex(({ uid }) => uid === id.toLowerCase());
  if (index < 0) {
    throw problem('CONTACT_NOT_FOUND');
  }
  return index;
}
