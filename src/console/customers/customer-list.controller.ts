import { Get, Query, type StreamableFile } from '@nestjs/common';
import { Authorized } from '../../common/access/authorized.decorator';
import { csvFile } from '../../common/csv/csv-file';
import { mapPages } from '../../common/pagination/all-pages';
import { IsName } from '../../common/validation/fields';
import { CustomersService } from '../../customers/customers/customers.service';
import { CUSTOMER_FIELDS, CustomerDto } from '../../customers/customers/dto/customer.dto';
import { type Caller, CurrentCaller, isPermitted } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import { ConsoleController } from '../frame/console-controller.decorator';
import { CursorPageDto } from '../kit/cursor-page';
import { OptionalField } from '../kit/optional-field';
import type { Page } from '../kit/page';
import { customerListPage } from './customer-list.view';
import { COUNTED_LICENSES } from './customer-paths';

const CUSTOMERS_PER_PAGE = 50;

/** An empty search form sends an empty text. */
class CustomerListQueryDto extends CursorPageDto {
  @OptionalField()
  @IsName()
  q?: string;
}

@ConsoleController('console/customers')
@Authorized(Permission.CustomersRead)
export class CustomerListController {
  constructor(private readonly customers: CustomersService) {}

  @Get()
  async showCustomers(@CurrentCaller() caller: Caller, @Query() query: CustomerListQueryDto): Promise<Page> {
    const { q, after, trail } = query;
    const { rows, next } = await this.customers.list({ limit: CUSTOMERS_PER_PAGE, after }, { q });
    return customerListPage({
      customers: rows,
      licenses: await this.customers.licenseCounts(rows, COUNTED_LICENSES),
      q,
      leavesOutRows: q !== undefined && (await this.customers.leavesOutRows(q)),
      place: { after, trail },
      next,
      canWrite: isPermitted(caller, Permission.CustomersWrite),
    });
  }

  @Get('export')
  exportCustomerFile(@Query() { q }: CustomerListQueryDto): StreamableFile {
    const pages = this.customers.all({ q });
    return csvFile(
      'customers.csv',
      CUSTOMER_FIELDS,
      mapPages(pages, (customer) => CustomerDto.from(customer)),
    );
  }
}
