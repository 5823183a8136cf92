import { Authorized, camelCased, type FormValues } from '../../../core/common';
import { type Customer, CustomersService, type Group } from '../../../core/customers';
import { CreateCustomerDto, CustomerDto } from '../../../core/customers/internal';
import { texts } from '../../../core/i18n';
import { Permission } from '../../../core/identity';
import { Checkbox } from '../../../pages/components/fields';
import { EditForm } from '../../../pages/components/form-page';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { flagIn } from '../../../pages/kit/form-input';
import { FormRoute } from '../../../pages/kit/form-route';
import type { FormState } from '../../../pages/kit/form-state';
import type { FormGroups } from '../../../pages/kit/form-table';
import { SeeOther } from '../../../pages/kit/page';
import { Id } from '../../../pages/kit/parameters';
import { customerPath } from '../../../pages/kit/record-paths';
import { CustomerChoicesService } from './customer-choices.service';
import { crumbsOf, CUSTOMERS_PATH, editPath, newPath } from './customer-paths';

@ConsoleController()
export class CustomerFormController {
  constructor(
    private readonly customers: CustomersService,
    private readonly choices: CustomerChoicesService,
  ) {}

  @FormRoute('console/customers/new')
  @Authorized(Permission.CustomersWrite)
  async addCustomer(): Promise<EditForm<CreateCustomerDto>> {
    const t = texts('customers');
    return new EditForm({
      ...this.fields(await this.choices.groups()),
      title: t.add,
      action: newPath,
      verb: t.add,
      submit: async (input) => {
        const { uid, name } = await this.customers.create(camelCased(input));
        return SeeOther.done(customerPath(uid), t.created({ name }));
      },
    });
  }

  @FormRoute('console/customers/:id/edit')
  @Authorized(Permission.CustomersWrite)
  async editCustomer(@Id() id: string): Promise<EditForm<CreateCustomerDto>> {
    const t = texts('customers');
    const customer = await this.customers.get(id);
    const { uid, name } = customer;
    return new EditForm({
      ...this.fields(await this.choices.groups(customer.groupId)),
      title: t.editTitle({ name }),
      crumbs: crumbsOf(customer),
      values: CustomerDto.from(customer),
      asksReason: true,
      action: editPath(uid),
      verb: t.save,
      cancel: customerPath(uid),
      submit: async (input) => {
        const saved = await this.customers.change(uid, camelCased(input));
        return SeeOther.done(customerPath(uid), t.saved({ name: saved.name }));
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
        news_opt_out: flagIn(body, 'news_opt_out'),
        allow_duplicate_email: flagIn(body, 'allow_duplicate_email') || undefined,
      }),
      messages: { 'email:taken': t.emailTaken },
      ifRefused: async (form: FormState) => ({ groups: fieldGroups(groups, await this.choices.duplicateIn(form)) }),
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
        { name: 'news_opt_out', kind: 'flag' },
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
