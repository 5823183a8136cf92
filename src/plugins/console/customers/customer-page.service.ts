import { Injectable } from '@nestjs/common';
import { Clock, DAY, type Page as Rows, PluginServices } from '../../../core/common';
import { type Customer, CustomersService } from '../../../core/customers';
import { GroupsService } from '../../../core/customers/internal';
import { currentCaller, isPermitted } from '../../../core/identity';
import { ActivationsService, type LicenseWithUsage } from '../../../core/licensing';
import { LicenseListService } from '../../../core/licensing/internal';
import { type CustomerFigures, CustomerFiguresService } from './customer-figures.service';
import { type CustomerRefusal, CustomerRefusalsService } from './customer-refusals.service';
import { CustomerTimelineService, type TimelineRow } from './customer-timeline.service';
import { MailsService } from '../../../core/mail';
import { CustomerOrders, type CustomerOrdersPage, type CustomerSales } from '../../../pages/kit/customer-orders';
import type { Mail } from '../../../core/platform';
import type { LicensedActivation } from '../../../core/verification';
import type { CustomerQueryDto } from './customer-query.dto';
import { type CustomerTrouble, CustomerTroubleService } from './customer-trouble.service';

export const ROWS_PER_PAGE = 25;

/** Refusals are counted since then. */
export const REFUSED_DAYS = 7;

/** The rows of the open tab. */
export type TabRows =
  | ({ readonly tab: 'licenses' } & Rows<LicenseWithUsage>)
  | ({ readonly tab: 'devices' } & Rows<LicensedActivation>)
  | ({ readonly tab: 'refusals' } & Rows<CustomerRefusal>)
  | ({ readonly tab: 'orders' } & CustomerOrdersPage)
  | ({ readonly tab: 'mails' } & Rows<Mail>)
  | ({ readonly tab: 'timeline' } & Rows<TimelineRow>);

export interface CustomerPageData {
  readonly customer: Customer;
  readonly groupName: string | null;
  readonly figures: CustomerFigures;
  /** Those that the log still has. */
  readonly refusals: number;
  readonly recentRefusals: number;
  readonly trouble: CustomerTrouble | null;
  /** Null without orders that the viewer may see. */
  readonly sales: CustomerSales | null;
  readonly query: CustomerQueryDto;
  readonly shown: TabRows;
}

/** Reads what the page of a customer shows: each part by an index, and no more rows than it shows or counts. */
@Injectable()
export class CustomerPageService {
  constructor(
    private readonly customers: CustomersService,
    private readonly groups: GroupsService,
    private readonly figures: CustomerFiguresService,
    private readonly refusals: CustomerRefusalsService,
    private readonly troubles: CustomerTroubleService,
    private readonly licenses: LicenseListService,
    private readonly activations: ActivationsService,
    private readonly timeline: CustomerTimelineService,
    private readonly mails: MailsService,
    private readonly clock: Clock,
    private readonly plugins: PluginServices,
  ) {}

  /** One statement after the other, so that a page holds one connection. */
  async read(id: string | number, query: CustomerQueryDto): Promise<CustomerPageData> {
    const customer = await this.customers.get(id);
    const sales = (await this.orders?.sales(customer)) ?? null;
    const since = new Date(this.clock.now().getTime() - REFUSED_DAYS * DAY);
    return {
      customer,
      groupName: await this.groupName(customer),
      figures: await this.figures.read(customer.id),
      refusals: await this.refusals.count(customer.id),
      recentRefusals: await this.refusals.count(customer.id, since),
      trouble: await this.troubles.find(customer.id),
      sales,
      query,
      shown: await this.rowsOf(customer, isHidden(query, sales) ? {} : query),
    };
  }

  private async rowsOf(
    customer: Customer,
    { tab = 'licenses', sort = 'expires_first', state, after, before }: CustomerQueryDto,
  ): Promise<TabRows> {
    const page = { limit: ROWS_PER_PAGE, after, before };
    const { orders } = this;
    if (tab === 'orders' && orders) {
      return { tab, ...(await orders.list(customer, page)) };
    }
    switch (tab) {
      case 'orders':
      case 'licenses':
        return { tab: 'licenses', ...(await this.licenses.list(page, { customerNumber: customer.id }, sort)) };
      case 'devices':
        return { tab, ...(await this.activations.list(page, { customerNumber: customer.id, active: true })) };
      case 'refusals':
        return { tab, ...(await this.refusals.list(customer.id, page)) };
      case 'mails':
        return { tab, ...(await this.mails.list(page, { customer: customer.uid, state })) };
      case 'timeline':
        return { tab, ...(await this.timeline.list(customer, page, (await orders?.inTimeline(customer)) ?? [])) };
    }
  }

  private get orders(): CustomerOrders | undefined {
    return this.plugins.find(CustomerOrders);
  }

  private async groupName({ groupId }: Customer): Promise<string | null> {
    const [group] = groupId === null ? [] : await this.groups.getEach([groupId]);
    return group?.name ?? null;
  }
}

/** Whether the viewer may not see the tab, or it would say nothing. */
function isHidden({ tab }: CustomerQueryDto, sales: CustomerPageData['sales']): boolean {
  return (tab === 'orders' && sales === null) || (tab === 'mails' && !seesMails());
}

export function seesMails(): boolean {
  return isPermitted(currentCaller(), 'mails:read');
}
