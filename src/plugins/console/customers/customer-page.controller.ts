import { Get, Injectable, Param, type PipeTransform, Query } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { Authorized, problem } from '../../../core/common';
import { DeleteCustomersService } from '../../../core/customers';
import { Permission } from '../../../core/identity';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { pageOrArchived } from '../../../pages/archive/archive-pages';
import type { Page, SeeOther } from '../../../pages/kit/page';
import { CUSTOMERS_PATH } from './customer-paths';
import { CustomerPageService } from './customer-page.service';
import { CustomerQueryDto } from './customer-query.dto';
import { customerPage } from './customer.view';

/** The uuid of a customer in a path, or its number, as the search of the V2 API shows it. */
@Injectable()
class CustomerIdPipe implements PipeTransform<string, string | number> {
  transform(value: string): string | number {
    if (/^[1-9]\d{0,14}$/.test(value)) {
      return Number(value);
    }
    if (!isUUID(value)) {
      throw problem('CUSTOMER_NOT_FOUND');
    }
    return value;
  }
}

/** Answers a support call in one look. */
@ConsoleController()
@Authorized(Permission.CustomersRead)
export class CustomerPageController {
  constructor(
    private readonly pages: CustomerPageService,
    private readonly deletion: DeleteCustomersService,
  ) {}

  @Get('customer/edit/:id')
  async showCustomer(
    @Param('id', CustomerIdPipe) id: string | number,
    @Query() query: CustomerQueryDto,
  ): Promise<Page | SeeOther> {
    const showing = this.pages.read(id, query).then(customerPage);
    return pageOrArchived(showing, CUSTOMERS_PATH, () => this.deletion.getArchived(String(id)));
  }
}
