import { Get, Param, Post, Injectable, type PipeTransform } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { Authorized } from '../../common/access/authorized.decorator';
import { problem } from '../../common/errors/domain-error';
import type { FormValues } from '../../common/http/form-fields';
import type { Customer } from '../../customers/customers/customer.entity';
import { CustomersService } from '../../customers/customers/customers.service';
import { CreateCustomerDto, CustomerDto, customerInput } from '../../customers/customers/dto/customer.dto';
import type { Group } from '../../customers/groups/group.entity';
import { texts } from '../../i18n/texts';
import { type Caller, CurrentCaller } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import { Checkbox } from '../components/fields';
import { EditForm } from '../components/form-page';
import { ConsoleController } from '../frame/console-controller.decorator';
import { flagIn } from '../kit/form-input';
import { FormRoute } from '../kit/form-route';
import type { FormState } from '../kit/form-state';
import type { FormGroups } from '../kit/form-table';
import { type Page, SeeOther } from '../kit/page';
import { FormBody } from '../kit/parameters';
import { CustomerPageService } from './customer-page.service';
import { customerPath, CUSTOMERS_PATH, newPath } from './customer-paths';
import { CustomerActions, CustomerLicenses, CustomerRecords, leadOf } from './customer.view';

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

@ConsoleController()
export class CustomerFormController {
  constructor(
    private readonly customers: CustomersService,
    private readonly pages: CustomerPageService,
  ) {}

  @FormRoute('console/customers/new')
  @Authorized(Permission.CustomersWrite)
  async addCustomer(): Promise<EditForm<CreateCustomerDto>> {
    const t = texts('customers');
    return new EditForm({
      ...this.fields(await this.pages.groups()),
      title: t.add,
      action: newPath,
      verb: t.add,
      submit: async (input) => {
        const { uid, name } = await this.customers.create(customerInput(input));
        return SeeOther.done(customerPath(uid), t.created({ name }));
      },
    });
  }

  @Get('customer/edit/:id')
  @Authorized(Permission.CustomersRead)
  async showCustomer(@CurrentCaller() caller: Caller, @Param('id', CustomerIdPipe) id: string | number): Promise<Page> {
    return (await this.editForm(id, caller)).show();
  }

  @Post('customer/edit/:id')
  @Authorized(Permission.CustomersWrite)
  async saveCustomer(
    @CurrentCaller() caller: Caller,
    @Param('id', CustomerIdPipe) id: string | number,
    @FormBody() body: FormValues,
  ): Promise<Page | SeeOther> {
    return (await this.editForm(id, caller)).submit(body);
  }

  private async editForm(id: string | number, caller: Caller): Promise<EditForm<CreateCustomerDto>> {
    const t = texts('customers');
    const data = await this.pages.read(id, caller);
    const { customer } = data;
    return new EditForm({
      ...this.fields(data.groups),
      title: customer.name,
      lead: leadOf(customer),
      actions: <CustomerActions {...data} />,
      values: CustomerDto.from(customer),
      above: <CustomerLicenses {...data} />,
      isSection: true,
      below: <CustomerRecords {...data} />,
      readOnly: !data.canWrite && t.readOnly,
      action: customerPath(customer.uid),
      verb: t.save,
      submit: async (input) => {
        const { uid, name } = await this.customers.change(customer.uid, customerInput(input));
        return SeeOther.done(customerPath(uid), t.saved({ name }));
      },
    });
  }

  /** The fields of both forms. */
  private fields(groups: readonly Group[]) {
    const t = texts('customers');
    return {
      crumbs: [{ title: t.customers, href: CUSTOMERS_PATH }],
      groups: fieldGroups(groups),
      texts: t,
      cancel: CUSTOMERS_PATH,
      input: CreateCustomerDto,
      isPartial: true,
      inputOf: (input: object, body: FormValues) => ({
        ...input,
        allow_duplicate_email: flagIn(body, 'allow_duplicate_email') || undefined,
      }),
      messages: { 'email:taken': t.emailTaken },
      ifRefused: async (form: FormState) => ({ groups: fieldGroups(groups, await this.pages.duplicateIn(form)) }),
    };
  }
}

/** @param duplicate has the e-mail address for which the form was refused */
function fieldGroups(groups: readonly Group[], duplicate?: Customer): FormGroups {
  const choices = [
    { value: '', title: texts('customers').noGroup },
    ...groups.map(({ uid, name }) => ({ value: uid, title: name })),
  ];
  const optional = { isOptional: true, empty: null };
  return [
    {
      id: 'details',
      rows: [
        { name: 'name' },
        { name: 'email', kind: 'email', ...optional },
        (form) => duplicateEmail(form, duplicate),
        [
          { name: 'company', ...optional },
          { name: 'phone', kind: 'tel', ...optional },
        ],
        { name: 'reference', ...optional },
        groups.length > 0 && { name: 'group', kind: 'select', choices, empty: null },
        { name: 'notes', kind: 'area', isOptional: true },
      ],
    },
  ];
}

/** Names the owner of a duplicate address and offers to save it anyway. Empty until a form was refused for it. */
function duplicateEmail(form: FormState, duplicate?: Customer) {
  const t = texts('customers');
  if (!duplicate && form.value('allow_duplicate_email') !== '1') {
    return null;
  }
  return (
    <>
      {duplicate && (
        <p class="hint">
          {t.emailOf} <a href={customerPath(duplicate.uid)}>{duplicate.name}</a>
        </p>
      )}
      <Checkbox form={form} name="allow_duplicate_email" label={t.allowDuplicateEmail} hint={t.duplicateHint} />
    </>
  );
}
