import { Injectable } from '@nestjs/common';
import { IsName } from '../../../core/common';
import { CustomersService } from '../../../core/customers';
import { CUSTOMER_FIELDS, CustomerDto } from '../../../core/customers/internal';
import { texts } from '../../../core/i18n';
import { Permission } from '../../../core/identity';
import type { ExportedRows } from '../../../core/platform';
import { withQuery } from '../../../pages/components/filters';
import { COUNT_ROWS, type ExportMoment, type ExportPlace, ListExport } from '../../../pages/exports/list-export';
import { OptionalField } from '../../../pages/kit/optional-field';
import { CUSTOMERS_PATH, EXPORT_PATH } from './customer-paths';

class CustomerFilterQueryDto {
  @OptionalField()
  @IsName()
  q?: string;
}

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

  fields({ q }: CustomerFilterQueryDto) {
    return { q };
  }

  file() {
    return { name: 'customers', columns: CUSTOMER_FIELDS } as const;
  }

  list({ q }: CustomerFilterQueryDto) {
    return { title: texts('customers').customers, href: withQuery(CUSTOMERS_PATH, { q }) };
  }

  words({ q }: CustomerFilterQueryDto) {
    return q === undefined ? [] : [`“${q}”`];
  }

  protected override async counted({ q }: CustomerFilterQueryDto): Promise<number | undefined> {
    const { total } = await this.customers.list(COUNT_ROWS, { q });
    return total ?? undefined;
  }

  async rows({ q }: CustomerFilterQueryDto, _moment: ExportMoment, place: ExportPlace): Promise<ExportedRows> {
    const { rows, next } = await this.customers.list(place, { q });
    return { rows: rows.map((customer) => CustomerDto.from(customer)), next };
  }
}
