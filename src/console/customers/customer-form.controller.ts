import { Get, Param, Post } from '@nestjs/common';
import { Authorized } from '../../common/access/authorized.decorator';
import type { FormValues } from '../../common/http/form-fields';
import { customerInput } from '../../customers/customers/dto/customer.dto';
import { CustomersService } from '../../customers/customers/customers.service';
import { type Caller, CurrentCaller } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import { ConsoleController } from '../frame/console-controller.decorator';
import { FormState } from '../kit/form-state';
import { type Page, SeeOther } from '../kit/page';
import { submitForm } from '../kit/submit-form';
import { texts } from '../../i18n/texts';
import { CustomerFormDto, customerMessages, valuesOf } from './customer-form';
import { CustomerIdPipe } from './customer-id.pipe';
import { CustomerPageService } from './customer-page.service';
import { customerPath } from './customer-paths';
import { customerPage } from './customer.view';
import { newCustomerPage } from './customer-form.view';
import { FormBody } from '../kit/parameters';

@ConsoleController()
export class CustomerFormController {
  constructor(
    private readonly customers: CustomersService,
    private readonly pages: CustomerPageService,
  ) {}

  @Get('console/customers/new')
  @Authorized(Permission.CustomersWrite)
  showNewCustomer(): Promise<Page> {
    return this.newCustomer(FormState.empty());
  }

  @Post('console/customers/new')
  @Authorized(Permission.CustomersWrite)
  addCustomer(@FormBody() body: FormValues): Promise<Page | SeeOther> {
    return submitForm({
      body,
      input: CustomerFormDto,
      messages: customerMessages(),
      submit: async (input) => {
        const { uid, name } = await this.customers.create(customerInput(input));
        return SeeOther.done(customerPath(uid), texts('customers').created({ name }));
      },
      show: (form) => this.newCustomer(form),
    });
  }

  @Get('customer/edit/:id')
  @Authorized(Permission.CustomersRead)
  async showCustomer(@CurrentCaller() caller: Caller, @Param('id', CustomerIdPipe) id: string | number): Promise<Page> {
    const data = await this.pages.read(id, caller);
    return customerPage({ ...data, form: FormState.of(valuesOf(data.customer)) });
  }

  @Post('customer/edit/:id')
  @Authorized(Permission.CustomersWrite)
  saveCustomer(
    @CurrentCaller() caller: Caller,
    @Param('id', CustomerIdPipe) id: string | number,
    @FormBody() body: FormValues,
  ): Promise<Page | SeeOther> {
    return submitForm({
      body,
      input: CustomerFormDto,
      messages: customerMessages(),
      submit: async (input) => {
        const { uid, name } = await this.customers.change((await this.customers.get(id)).uid, customerInput(input));
        return SeeOther.done(customerPath(uid), texts('customers').saved({ name }));
      },
      show: async (form) =>
        customerPage({ ...(await this.pages.read(id, caller)), form, duplicate: await this.pages.duplicateIn(form) }),
    });
  }

  private async newCustomer(form: FormState): Promise<Page> {
    return newCustomerPage({ form, groups: await this.pages.groups(), duplicate: await this.pages.duplicateIn(form) });
  }
}
