import { Injectable } from '@nestjs/common';
import { isEmail } from 'class-validator';
import { type FieldProblem, type FormValues, InvalidRequest, isProblem } from '../../../core/common';
import { type Customer, CustomersService } from '../../../core/customers';
import { texts } from '../../../core/i18n';
import { optionalIn, textIn } from '../../../pages/kit/form-input';
import { problemsOf } from '../../../pages/kit/submit-form';
import { FindCustomerService, suggestionOf } from './find-customer.service';
import { type IssueFormDto, problem } from './issue-form';

/** For whom a license is issued. */
export interface IssueCustomer {
  readonly customer: Customer | null;
  /** A new customer, whose name and e-mail are in the form. */
  readonly isNew: boolean;
  readonly problem?: FieldProblem;
}

/** The customer in the form for a license: a known one, or one that is created together with the license. */
@Injectable()
export class IssueCustomerService {
  constructor(
    private readonly known: FindCustomerService,
    private readonly customers: CustomersService,
  ) {}

  /** @param canAdd whether the user may create customers */
  async read(values: FormValues, canAdd: boolean): Promise<IssueCustomer> {
    if (canAdd && isConfirmed(values)) {
      return { customer: null, isNew: true };
    }
    const finding = this.known.find(textIn(values, 'customer'), 'customer');
    const [wrong] = await problemsOf(finding);
    if (!wrong) {
      const changed =
        textIn(values, 'new_customer') === '1' && problem('customer', texts('issue').errors.customerChanged);
      return { customer: await finding, isNew: false, problem: changed || undefined };
    }
    const isNew = canAdd && wrong.reason === 'unknown';
    return { customer: null, isNew, problem: isNew ? problem('customer', texts('issue').errors.newCustomer) : wrong };
  }

  /** The form with this customer chosen. */
  async withCustomer(values: FormValues, uid: string): Promise<FormValues> {
    const customer = await this.known.byId(uid);
    return { ...withoutNew(values), customer: customer ? suggestionOf(customer) : '' };
  }

  /** Joins the transaction that issues the license. */
  async create({ customer_name: name = '', customer_email: email }: IssueFormDto): Promise<Customer> {
    try {
      return await this.customers.create({ name, email });
    } catch (error) {
      throw isProblem(error, 'CUSTOMER_EMAIL_TAKEN') ? await this.taken(error.fields?.[0]?.ids) : error;
    }
  }

  /** Says whose e-mail address it is. */
  private async taken(ids: FieldProblem['ids'] = []): Promise<InvalidRequest> {
    const owner = await this.known.byId(String(ids[0]));
    const message = texts('issue').errors.emailTaken({ name: owner?.name ?? '' });
    return new InvalidRequest([{ ...problem('customer_email', message, 'taken'), ids }]);
  }
}

/** Whether the fields of the new customer were shown for this text. */
function isConfirmed(values: FormValues): boolean {
  const isSame = textIn(values, 'new_customer_for').trim() === textIn(values, 'customer').trim();
  return textIn(values, 'new_customer') === '1' && isSame;
}

/** Fills in the fields of a new customer from the text; those that somebody changed stay. */
export function withNew(values: FormValues): FormValues {
  const text = textIn(values, 'customer').trim();
  const [before, now] = [partsOf(textIn(values, 'new_customer_for').trim()), partsOf(text)];
  const kept = (name: 'customer_name' | 'customer_email') => {
    const typed = optionalIn(values, name);
    return typed === undefined || typed === before[name] ? now[name] : typed;
  };
  return {
    ...values,
    ...(!isConfirmed(values) && { customer_name: kept('customer_name'), customer_email: kept('customer_email') }),
    new_customer: '1',
    new_customer_for: text,
  };
}

/** The form without a new customer. */
export function withoutNew(values: FormValues): FormValues {
  return { ...values, new_customer: '', new_customer_for: '', customer_name: '', customer_email: '' };
}

/** `Ada <ada@example.com>`, a name, or an e-mail address. */
function partsOf(text: string): { customer_name: string; customer_email: string } {
  const [, name = text, email = ''] = /^(.*?)\s*<([^<>]+)>$/.exec(text) ?? [];
  return isEmail(text) ? { customer_name: '', customer_email: text } : { customer_name: name, customer_email: email };
}
