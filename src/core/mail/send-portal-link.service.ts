import { Injectable } from '@nestjs/common';
import { problem } from '../common/errors/domain-error';
import type { Customer } from '../customers/customers/customer.entity';
import { CustomersService } from '../customers/customers/customers.service';
import { UnitOfWork } from '../platform/database/unit-of-work';

/** A customer to whom a link can be sent. */
export type ReachableCustomer = Customer & { readonly email: string };

/** The customer portal, which sends links by which customers sign in. */
export interface PortalLinkSender {
  readonly isOn: boolean;
  /** Joins the caller's transaction. */
  sendLink(customer: ReachableCustomer): Promise<void>;
}

/** Sends customers the link to the portal, as the vendor wishes. */
@Injectable()
export class SendPortalLinkService {
  private sender: PortalLinkSender | undefined;

  constructor(
    private readonly work: UnitOfWork,
    private readonly customers: CustomersService,
  ) {}

  sendWith(sender: PortalLinkSender): void {
    this.sender = sender;
  }

  /** Whether there is a portal. */
  get isOn(): boolean {
    return this.sender?.isOn === true;
  }

  /**
   * Throws PORTAL_OFF, or CUSTOMER_WITHOUT_EMAIL.
   * @param id uid or reference
   */
  send(id: string): Promise<ReachableCustomer> {
    return this.work.run(async () => {
      const customer = await this.customers.get(id);
      if (!this.sender?.isOn) {
        throw problem('PORTAL_OFF');
      }
      if (!isReachable(customer)) {
        throw problem('CUSTOMER_WITHOUT_EMAIL');
      }
      await this.sender.sendLink(customer);
      await this.work.record([this.work.changeRecord('customer.portal_link_sent', customer, null, null)]);
      return customer;
    });
  }
}

function isReachable(customer: Customer): customer is ReachableCustomer {
  return customer.email !== null;
}
