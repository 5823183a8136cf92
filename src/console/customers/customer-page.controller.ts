import { Get, Injectable, Param, type PipeTransform, Query } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { Authorized } from '../../common/access/authorized.decorator';
import { problem } from '../../common/errors/domain-error';
import { Permission } from '../../identity/permissions/permission';
import { ConsoleController } from '../frame/console-controller.decorator';
import type { Page } from '../kit/page';
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
  constructor(private readonly pages: CustomerPageService) {}

  @Get('customer/edit/:id')
  async showCustomer(
    @Param('id', CustomerIdPipe) id: string | number,
    @Query() query: CustomerQueryDto,
  ): Promise<Page> {
    return customerPage(await this.pages.read(id, query));
  }
}
