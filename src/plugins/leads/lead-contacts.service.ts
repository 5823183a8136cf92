import { Injectable } from '@nestjs/common';
import { type Page, type PageRequest, problem } from '../../core/common';
import { readPage, searchPattern, UnitOfWork } from '../../core/platform';
import { Contact } from './contact.entity';
import { additionOf, changeOf, type ContactChange, type ContactInput, removalOf } from './lead-contacts';
import { LeadsService } from './leads.service';

/** Changes single contacts. Each change is a change of the lead. */
@Injectable()
export class LeadContactsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly leads: LeadsService,
  ) {}

  /** @param q part of a text of the contact */
  async list(leadUid: string, page: PageRequest, q?: string): Promise<Page<Contact>> {
    const institutionId = await this.leads.idOf(leadUid);
    const query = this.work.manager.createQueryBuilder(Contact, 'contact').where({ institutionId });
    if (q !== undefined) {
      query.andWhere(SEARCH, { q: searchPattern(q) });
    }
    return readPage(query, page);
  }

  async add(leadUid: string, added: ContactInput): Promise<Contact> {
    const { contacts } = await this.leads.update('lead.updated', leadUid, ({ contacts }) => ({
      contacts: additionOf(contacts, added),
    }));
    return found(contacts.at(-1));
  }

  async change(leadUid: string, uid: string, change: ContactChange): Promise<Contact> {
    const { contacts } = await this.leads.update('lead.updated', leadUid, ({ contacts }) => ({
      contacts: changeOf(contacts, uid, change),
    }));
    return found(contacts.find((contact) => contact.uid === uid.toLowerCase()));
  }

  async remove(leadUid: string, uid: string): Promise<void> {
    await this.leads.update('lead.updated', leadUid, ({ contacts }) => ({ contacts: removalOf(contacts, uid) }));
  }
}

const SEARCH = `(
  contact.name ILIKE :q OR contact.position ILIKE :q
  OR EXISTS (SELECT 1 FROM unnest(contact.emails || contact.phones) AS address WHERE address ILIKE :q)
)`;

function found(contact: Contact | undefined): Contact {
  if (!contact) {
    throw problem('CONTACT_NOT_FOUND');
  }
  return contact;
}
