import type { VNode } from 'preact';
import type { Page, PageRequest } from '../../core/common';
import type { Customer } from '../../core/customers';
import type { RowsProps } from '../components/list-page';
import type { Figure } from '../components/text';

/** The orders of a customer in numbers. */
export interface CustomerSales {
  readonly count: number;
  readonly figure: Figure;
}

export type CustomerOrdersTable = Omit<RowsProps<unknown>, 'rows' | 'columns' | 'view' | 'inForm'>;

/** A part of the orders, which can be shown in a table. */
export interface CustomerOrdersPage extends Page<unknown> {
  /** The export of all orders of the customer. */
  readonly exportPath: string;
  readonly table: (list: CustomerOrdersTable) => VNode;
}

/** The orders on the page of a customer, as far as the viewer may see them: a service in the folder `console` of a plug-in. */
export abstract class CustomerOrders {
  /** Null without orders that the viewer may see. */
  abstract sales(customer: Customer): Promise<CustomerSales | null>;

  abstract list(customer: Customer, page: PageRequest): Promise<CustomerOrdersPage>;

  /** Uids of those whose changes the timeline shows. */
  abstract inTimeline(customer: Customer): Promise<readonly string[]>;
}
