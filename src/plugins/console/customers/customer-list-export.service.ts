import { Injectable } from '@nestjs/common';
import { CustomersService } from '../../../core/customers';
import { CUSTOMER_FIELDS, CustomerDto } from '../../../core/customers/internal';
import { texts } from '../../../core/i18n';
import { Permission } from '../../../core/identity';
import type { ExportedRows } from '../../../core/platform';
import { withQuery } from '../../../pages/components/filters';
import { countRows, type ExportMoment, type ExportPlace, ListExport } from '../../../pages/exports/list-export';
import { conditionWords } from '../../../pages/reports/conditions';
import { customerConditions, customerFields, customerFilter, CustomerFilterQueryDto } from './customer-filter.dto';
import { CUSTOMERS_PATH, EXPORT_PATH } from './customer-paths';

/** Exports the customers that a search finds, or all. */
@Injectable()
export class CustomerListExportService extends ListExport<CustomerFilterQueryDto> {
  readonly kind = 'customers';
  readonly input = CustomerFilterQueryDto;
  readonly permission = Permission.CustomersRead;

  constructor(private readonly customers: CustomersService) {
    super();
  }

  path() {
    return EXPORT_PATH;
  }

  fields(query: CustomerFilterQueryDto) {
    return customerFields(query);
  }

  file() {
    return { name: 'customers', columns: CUSTOMER_FIELDS } as const;
  }

  list(query: CustomerFilterQueryDto) {
    return { title: texts('customers').customers, href: withQuery(CUSTOMERS_PATH, this.fields(query)) };
  }

  words(query: CustomerFilterQueryDto) {
    return conditionWords(customerConditions(query), this.fields(query));
  }

  protected override async counted(query: CustomerFilterQueryDto, moment: ExportMoment): Promise<number | undefined> {
    const { total } = await this.customers.list(countRows(), customerFilter(query, moment));
    return total ?? undefined;
  }

  async rows(query: CustomerFilterQueryDto, moment: ExportMoment, place: ExportPlace): Promise<ExportedRows> {
    const { rows, next } = await this.customers.list(place, customerFilter(query, moment));
    return { rows: rows.map((customer) => CustomerDto.from(customer)), next };
  }
}
