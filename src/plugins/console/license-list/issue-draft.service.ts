import { Injectable } from '@nestjs/common';
import type { FormValues } from '../../../core/common';
import { type Caller, isPermitted, Permission } from '../../../core/identity';
import { optionalIn } from '../../../pages/kit/form-input';
import { FindCustomerService, suggestionOf } from './find-customer.service';
import { IssueChoicesService } from './issue-choices.service';
import { IssueCustomerService, withNew, withoutNew } from './issue-customer.service';
import type { IssueDraft } from './issue-fields';
import type { IssueChoice } from './issue-form';
import { filledFor, newValues, refilled, withPolicyValue } from './issue-values';

interface Pressed {
  readonly values: FormValues;
  readonly focus?: string;
}

/** Reads the form for a license, with what its buttons change. Undefined without a product. */
@Injectable()
export class IssueDraftService {
  constructor(
    private readonly choices: IssueChoicesService,
    private readonly customers: IssueCustomerService,
    private readonly known: FindCustomerService,
  ) {}

  /** @param query `product`, `policy` and `customer` fill in the form */
  async open(query: FormValues, caller: Caller): Promise<IssueDraft | undefined> {
    const choices = await this.choices.read(query);
    const { choice } = choices;
    const named = optionalIn(query, 'customer');
    const customer = (named && (await this.known.byId(named))) || null;
    return (
      choice && {
        choices,
        choice,
        customer: { customer, isNew: false },
        canAddCustomer: mayAdd(caller),
        values: newValues(choice, customer ? suggestionOf(customer) : ''),
      }
    );
  }

  async read(body: FormValues, caller: Caller): Promise<IssueDraft | undefined> {
    const choices = await this.choices.read(body);
    const { choice, previous } = choices;
    if (!choice) {
      return undefined;
    }
    // Limits of another policy are shown before they are used.
    const isRefilled = optionalIn(body, 'filled_for') !== filledFor(choice);
    const { do: button, ...sent } = body;
    const filled = isRefilled ? refilled(sent, choice, previous) : sent;
    const { values, focus } = await this.press(optionalIn(body, 'do') ?? '', filled, choice);
    const canAddCustomer = mayAdd(caller);
    const customer = await this.customers.read(values, canAddCustomer);
    return {
      choices,
      choice,
      customer,
      canAddCustomer,
      focus,
      isRefilled,
      isOnlyShown: isRefilled || button !== undefined,
      values: customer.isNew ? withNew(values) : withoutNew(values),
    };
  }

  /** @param button `verb` or `verb:name` */
  private async press(button: string, values: FormValues, choice: IssueChoice): Promise<Pressed> {
    const [verb = '', name = ''] = button.split(/:(.*)/s);
    switch (verb) {
      case 'back':
        return { values: withPolicyValue(values, choice, name), focus: name };
      case 'new_customer':
        return { values: withNew(values), focus: 'customer_name' };
      case 'choose_customer':
        return { values: { ...withoutNew(values), customer: '' }, focus: 'customer' };
      case 'take':
        return { values: await this.customers.withCustomer(values, name), focus: 'customer' };
      default:
        return { values };
    }
  }
}

function mayAdd(caller: Caller): boolean {
  return isPermitted(caller, Permission.CustomersWrite);
}
