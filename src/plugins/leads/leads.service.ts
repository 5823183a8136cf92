import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { Clock, defined, fieldProblem, type Page, type PageRequest, problem, Randomness } from '../../core/common';
import { allPages, readPage, UnitOfWork } from '../../core/platform';
import { difference, type Snapshot } from '../../core/platform/internal';
import { Contact } from './contact.entity';
import { Institution, type Lead, type OpenLeadStatus } from './institution.entity';
import { type ContactInput, replaceContacts, valuesOf } from './lead-contacts';
import { applyLeadFilter, type LeadFilter } from './lead-filter';

type InstitutionText = Pick<Institution, 'name' | 'type' | 'city' | 'website' | 'address' | 'notes'>;

export interface LeadChange extends Partial<InstitutionText> {
  readonly status?: OpenLeadStatus;
  /** All contacts of the lead, in their order. */
  readonly contacts?: readonly ContactInput[];
}

export type NewLead = LeadChange & Pick<InstitutionText, 'name' | 'type'>;

/** Any change of the columns. */
export interface LeadUpdate extends Partial<Institution> {
  readonly contacts?: readonly ContactInput[];
}

const EXPORT_PAGE_SIZE = 500;

@Injectable()
export class LeadsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  create({ contacts = [], ...input }: NewLead): Promise<Lead> {
    const now = this.clock.now();
    const stamp = { lastActivityAt: now, createdAt: now, updatedAt: now };
    const institution = this.work.manager.create(Institution, { ...defined(input), ...stamp });
    return this.work.run(async (manager) => {
      await manager.save(institution);
      const lead = { institution, contacts: await this.storeContacts(institution, [], contacts) };
      await this.work.record([this.work.changeRecord('lead.created', institution, null, this.snapshot(lead))]);
      return lead;
    });
  }

  async list(page: PageRequest, filter: LeadFilter = {}): Promise<Page<Lead>> {
    const query = this.query();
    applyLeadFilter(query, filter);
    const { rows, ...rest } = await readPage(query, page);
    const contacts = await this.contactsOf(rows);
    const leads = rows.map((institution) => ({
      institution,
      contacts: contacts.filter(({ institutionId }) => institutionId === institution.id),
    }));
    return { rows: leads, ...rest };
  }

  /** Reads all leads lazily, newest first. */
  all(filter: LeadFilter): AsyncIterable<Lead[]> {
    return allPages((after) => this.list({ limit: EXPORT_PAGE_SIZE, after }, filter));
  }

  async get(uid: string): Promise<Lead> {
    const institution = await this.query().where('institution.uid = :uid', { uid }).getOne();
    if (!institution) {
      throw problem('LEAD_NOT_FOUND');
    }
    return { institution, contacts: await this.contactsOf([institution]) };
  }

  /** The numeric id, for lists of what belongs to a lead. */
  async idOf(uid: string): Promise<number> {
    const lead = await this.work.manager.findOne(Institution, { select: { id: true }, where: { uid } });
    if (!lead) {
      throw problem('LEAD_NOT_FOUND');
    }
    return lead.id;
  }

  /** @param revision the revision that the caller has read, if changes since are to be refused */
  change(uid: string, { contacts, ...change }: LeadChange, revision?: number): Promise<Lead> {
    return this.update('lead.updated', uid, ({ institution }) => {
      if (revision !== undefined && revision !== institution.revision) {
        throw problem('LEAD_CHANGED', {
          fields: [fieldProblem('LEAD_REVISION_OUTDATED', { field: 'revision' })],
        });
      }
      if (institution.status === 'converted' && change.status !== undefined) {
        throw problem('LEAD_CONVERTED', {
          fields: [fieldProblem('LEAD_STATUS_FINAL', { field: 'status' })],
        });
      }
      return { ...change, contacts };
    });
  }

  /** Returns the deleted lead. */
  delete(uid: string): Promise<Lead> {
    return this.work.run(async (manager) => {
      const lead = await this.getLocked(uid);
      await manager.delete(Institution, lead.institution.id);
      await this.work.record([this.work.changeRecord('lead.deleted', lead.institution, this.snapshot(lead), null)]);
      return lead;
    });
  }

  /** Changes a lead under its row lock and records the event, if anything changed. */
  update(
    event: 'lead.updated' | 'lead.converted',
    uid: string,
    change: (lead: Lead) => Promise<LeadUpdate> | LeadUpdate,
  ): Promise<Lead> {
    return this.work.run(async (manager) => {
      const lead = await this.getLocked(uid);
      const { contacts: wanted, ...columns } = await change(lead);
      const before = this.snapshot(lead);
      const institution = Object.assign(lead.institution, defined(columns));
      const contacts = wanted ? await this.storeContacts(institution, lead.contacts, wanted) : lead.contacts;
      const changes = difference(before, this.snapshot({ institution, contacts }));
      if (Object.keys(changes.after).length > 0) {
        institution.revision += 1;
        institution.updatedAt = this.clock.now();
        const { revision, updatedAt } = institution;
        await manager.update(Institution, institution.id, { ...defined(columns), revision, updatedAt });
        await this.work.record([this.work.changeRecord(event, institution, changes.before, changes.after)]);
      }
      return { institution, contacts };
    });
  }

  /** Stores all contacts anew: the order of their ids is their order. */
  private async storeContacts(
    { id: institutionId }: Institution,
    current: readonly Contact[],
    wanted: readonly ContactInput[],
  ): Promise<readonly Contact[]> {
    const { manager } = this.work;
    const values = replaceContacts(current, wanted, () => this.randomness.uuid());
    if (JSON.stringify(values) === JSON.stringify(current.map(valuesOf))) {
      return current;
    }
    const contacts = manager.create(
      Contact,
      values.map((contact) => ({ ...contact, institutionId })),
    );
    await manager.delete(Contact, { institutionId });
    await manager.insert(Contact, contacts);
    return contacts;
  }

  private snapshot({ institution, contacts }: Lead): Snapshot {
    return { ...this.work.snapshot(institution), contacts: contacts.map(valuesOf) };
  }

  /** Serializes changes of a lead and its contacts. The lead is read once it is locked, with its customer of that time. */
  private async getLocked(uid: string): Promise<Lead> {
    await this.work.manager.query(`SELECT 1 FROM institutions WHERE uid = $1 FOR NO KEY UPDATE`, [uid]);
    return this.get(uid);
  }

  private async contactsOf(institutions: readonly Institution[]): Promise<Contact[]> {
    if (institutions.length === 0) {
      return [];
    }
    return this.work.manager
      .createQueryBuilder(Contact, 'contact')
      .where('contact.institutionId = ANY(:ids)', { ids: institutions.map(({ id }) => id) })
      .orderBy('contact.id')
      .getMany();
  }

  private query(): SelectQueryBuilder<Institution> {
    return this.work.manager
      .createQueryBuilder(Institution, 'institution')
      .leftJoin('institution.customer', 'customer')
      .addSelect(['customer.id', 'customer.uid', 'customer.name']);
  }
}
