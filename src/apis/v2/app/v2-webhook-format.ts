import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Customer } from '../../../core/customers';
import { WebhookFormat } from '../../../core/events';
import { License } from '../../../core/licenses';
import { type Event, UnitOfWork } from '../../../core/platform';
import { V2 } from '../v2.dialect';

/** The data of an event about a license. */
interface LicenseData {
  readonly license_id?: number | null;
  /** `act_` and a number. */
  readonly activation_id?: string | null;
  readonly customer_id?: number | null;
}

/** Bodies as the V2 license server sends them. Events about another subject have null instead of the numbers. */
@Injectable()
export class V2WebhookFormat extends WebhookFormat {
  readonly name = V2.name;

  constructor(private readonly work: UnitOfWork) {
    super();
  }

  override async bodiesOf(events: readonly Event[]): Promise<readonly object[]> {
    const customers = await this.customersIn(events);
    const owners = await this.ownersIn(events);
    return events.map(({ name, at, targetType, targetId, data }) => {
      const { license_id = null, activation_id = null, customer_id: known }: LicenseData = data;
      const owner = known === undefined ? owners.get(license_id ?? 0) : known;
      const customer = targetType === 'customers' ? customers.get(targetId) : owner;
      return {
        event: name,
        timestamp: V2.dates(at),
        data: { license_id, activation_id, customer_id: customer ?? null },
      };
    });
  }

  /** Numbers of the customers of licenses, by license, for events that do not name them. */
  private async ownersIn(events: readonly Event[]): Promise<Map<number, number | null>> {
    const data: LicenseData[] = events.map((event) => event.data);
    const ids = data.flatMap(({ license_id, customer_id }) => (customer_id === undefined ? (license_id ?? []) : []));
    const licenses = ids.length > 0 ? await this.work.manager.findBy(License, { id: In(ids) }) : [];
    return new Map(licenses.map(({ id, customerId }) => [id, customerId]));
  }

  /** Numbers of the customers that events are about, by uid. */
  private async customersIn(events: readonly Event[]): Promise<Map<string, number>> {
    const uids = events.filter(({ targetType }) => targetType === 'customers').map(({ targetId }) => targetId);
    const customers = uids.length > 0 ? await this.work.manager.findBy(Customer, { uid: In(uids) }) : [];
    return new Map(customers.map(({ uid, id }) => [uid, id]));
  }
}
