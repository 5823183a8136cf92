import { Injectable } from '@nestjs/common';
import { type NumberedRequest, offsetOf } from '../../common/pagination/page-request';
import { LETTER_OR_DIGIT } from '../../common/validation/search-text';
import { nameSearch, searchedRows, searchPattern } from '../../platform/database/like-pattern';
import { newestIds, rowsOf } from '../../platform/database/newest-ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { CustomerLicenses } from './customer-licenses';
import type { Customer } from './customer.entity';
import { visibleCustomers } from './visible-customers';

/** Customers of a page, and whether more follow. */
export interface FoundCustomers {
  readonly rows: Customer[];
  readonly hasMore: boolean;
}

/** Finds customers by name, e-mail or company. */
@Injectable()
export class CustomerSearchService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly licenses: CustomerLicenses,
  ) {}

  /**
   * Newest first, without counting all matches.
   * @param text case-insensitive part, or the beginning if it is shorter than three letters; all customers if empty, none
   * if it has neither letters nor digits, for which there is no index
   */
  async search(text: string, page: NumberedRequest): Promise<FoundCustomers> {
    if (text !== '' && !LETTER_OR_DIGIT.test(text)) {
      return { rows: [], hasMore: false };
    }
    const query = visibleCustomers(this.work.manager, this.licenses);
    if (text !== '') {
      query
        .andWhere(searchedRows(text, 'customer', 'customers'))
        .andWhere(nameSearch(text).narrowed('customers', 'customer', MATCHES), {
          pattern: searchPattern(text),
          paired: text,
        });
    }
    const found = await rowsOf(query, newestIds(query, page.perPage + 1, offsetOf(page))).getMany();
    return { rows: found.slice(0, page.perPage), hasMore: found.length > page.perPage };
  }
}

const MATCHES = '(customer.name ILIKE :pattern OR customer.email ILIKE :pattern OR customer.company ILIKE :pattern)';
