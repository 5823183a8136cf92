import { Injectable } from '@nestjs/common';
import { isEmail, isUUID } from 'class-validator';
import { DomainError, LETTER_OR_DIGIT } from '../../../core/common';
import { type Customer, CustomersService } from '../../../core/customers';
import { texts } from '../../../core/i18n';
import { refusedField } from '../../../pages/kit/form-state';

const SUGGESTED = 8;
const NAMED = 3;

/** Finds the customer that somebody typed. */
@Injectable()
export class FindCustomerService {
  constructor(private readonly customers: CustomersService) {}

  /**
   * Null for an empty text.
   * @param text a suggestion, or an e-mail address, a reference, an ID or a name
   * @param field of the form, for the error
   */
  async find(text: string, field: string): Promise<Customer | null> {
    const typed = text.trim();
    if (typed === '') {
      return null;
    }
    const found = (await this.exact(typed)) ?? (await this.suggest(typed));
    const named = found.filter(({ name }) => name.toLowerCase() === typed.toLowerCase());
    const [customer, ...others] = named.length > 0 ? named : found;
    if (!customer) {
      throw refusedField(field, texts('customerSuggestions').unknown, 'unknown');
    }
    if (others.length > 0) {
      const names = [customer, ...others].slice(0, NAMED).map(suggestionOf).join(', ');
      throw refusedField(field, texts('customerSuggestions').several({ names }));
    }
    return customer;
  }

  /** The newest customers that a text finds. */
  async suggest(text: string): Promise<Customer[]> {
    const q = text.trim().slice(0, 255);
    return LETTER_OR_DIGIT.test(q) ? (await this.customers.list({ limit: SUGGESTED }, { q })).rows : [];
  }

  /** @param id uid or numeric id */
  async byId(id: string): Promise<Customer | undefined> {
    try {
      return await (/^\d{1,15}$/.test(id) ? this.customers.getByNumber(Number(id)) : this.customers.get(id));
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'not-found') {
        return undefined;
      }
      throw error;
    }
  }

  /** Undefined if the text is none of these. */
  private async exact(text: string): Promise<Customer[] | undefined> {
    const [, number] = /#(\d{1,15})$/.exec(text) ?? [];
    if (number !== undefined || isUUID(text)) {
      const customer = await this.byId(number ?? text);
      return customer && [customer];
    }
    const email = /<([^<>]+)>$/.exec(text)?.[1] ?? text;
    const filter = isEmail(email) ? { email } : { reference: text.slice(0, 255) };
    const { rows } = await this.customers.list({ limit: SUGGESTED }, filter);
    return rows.length > 0 ? rows : undefined;
  }
}

/** Text that suggests a customer, and by which a search finds the customer again. */
export function suggestionOf({ name, email, id }: Customer): string {
  return email === null ? `${name} #${id}` : `${name} <${email}>`;
}
