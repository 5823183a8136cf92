import { Injectable } from '@nestjs/common';
import type { OneOrMore } from '../common/pagination/any-of';
import type { Page, PageRequest } from '../common/pagination/page-request';
import { CUSTOMERS } from '../customers/customers/customer.entity';
import { listOf, type Naming, whereAnyOf, whereNamed } from '../platform/database/any-of';
import { idOrName, idOrNameSql } from '../platform/database/id-or-name';
import { searchPattern } from '../platform/database/like-pattern';
import { readPage } from '../platform/database/read-page';
import { UnitOfWork } from '../platform/database/unit-of-work';
import { Mail, type MailState } from '../platform/mail/mail.entity';

const CUSTOMER_NAMES: Naming = { sql: (parameter) => idOrNameSql(CUSTOMERS, parameter), parameters: idOrName };

export interface MailFilter {
  /** Uids or references. */
  readonly customer?: OneOrMore<string>;
  readonly kind?: OneOrMore<string>;
  readonly state?: OneOrMore<MailState>;
  /** Addresses. */
  readonly to?: OneOrMore<string>;
  /** Part of the address or the subject. */
  readonly q?: string;
}

/** Waiting e-mails that are looked at for an error. */
const NEWEST = 20;

/** The log of e-mails. */
@Injectable()
export class MailsService {
  constructor(private readonly work: UnitOfWork) {}

  /** The newest e-mail with an error, unless a later one was sent. */
  async lastFailure(): Promise<Mail | undefined> {
    const newest = async (state: MailState): Promise<Mail[]> => (await this.list({ limit: NEWEST }, { state })).rows;
    const [[sent], queued, failed] = [await newest('sent'), await newest('queued'), await newest('failed')];
    const [last] = [...queued, ...failed].filter(({ error }) => error !== null).sort((one, other) => other.id - one.id);
    return last && (!sent || last.id > sent.id) ? last : undefined;
  }

  /** The newest e-mail of a kind. */
  async latest(kind: string): Promise<Mail | undefined> {
    return (await this.list({ limit: 1 }, { kind })).rows[0];
  }

  list(page: PageRequest, { customer, kind, state, to, q }: MailFilter): Promise<Page<Mail>> {
    const query = this.work.manager.createQueryBuilder(Mail, 'mail').leftJoinAndSelect('mail.customer', 'customer');
    whereAnyOf(query, { kind, state, to: to && listOf(to).map((address) => address.toLowerCase()) });
    whereNamed(query, 'mail.customerId', customer, CUSTOMER_NAMES);
    if (q !== undefined) {
      query.andWhere('(mail.to ILIKE :q OR mail.subject ILIKE :q)', { q: searchPattern(q) });
    }
    return readPage(query, page);
  }
}
