import type { Product } from '../catalog/products/product.entity';
import type { Customer } from '../customers/customers/customer.entity';
import type { ClaimedMail } from '../platform/mail/mail-queue.service';
import type { Event } from '../platform/records/event.entity';
import type { MailFacts } from './mail-values';

/** The facts that the subject of an event adds. */
export interface MailSubjectFacts extends Omit<
  MailFacts,
  'manageUrl' | 'timeZone' | 'product' | 'customer' | 'account'
> {
  /** Product whose text is used; null for that of all products. */
  readonly template: Product | null;
  /** The names of the products of an order with several. */
  readonly productName?: string;
  readonly customer: Customer | null;
  /** The path of its page in the console. */
  readonly path?: string;
}

/** Reads the rows that e-mails of a plug-in are about: a service of the plug-in. */
export abstract class MailSubjectSource {
  /** The `about` of the kinds of e-mails. */
  abstract readonly about: string;

  /**
   * Ends the statement that makes the e-mails to customers: what to join to `events AS event`, so that `customer` is the reader.
   * Without it, e-mails of these kinds go to the vendor alone.
   */
  readonly toCustomers?: string;

  /** @throws Unrenderable if there is nothing to tell any more */
  abstract read(event: Event, mail: ClaimedMail): Promise<MailSubjectFacts>;
}
