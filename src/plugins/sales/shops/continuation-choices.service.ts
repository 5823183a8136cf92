import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../../core/platform';
import { type ContinuationChoice, ContinueSalesService } from './continue-sales.service';
import { saleStateOf, storedFacts } from './sale-state';
import type { SaleFact } from './shop-adapter';
import type { ShopEvent } from './shop-event.entity';
import { ShopMappingsService } from './shop-mappings.service';
import { ShopCustomer } from './shop-sale.entity';

type PaidFact = SaleFact & { readonly fact: 'paid' };

/** Finds the licenses that sales could continue whose product leaves the choice to a person. */
@Injectable()
export class ContinuationChoicesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly mappings: ShopMappingsService,
    private readonly continuing: ContinueSalesService,
  ) {}

  /** By the uid of the event: only events that wait for a choice. */
  async of(events: readonly ShopEvent[]): Promise<ReadonlyMap<string, ContinuationChoice>> {
    const choices = new Map<string, ContinuationChoice>();
    for (const event of events.filter(isUndecided)) {
      const choice = await this.choiceOf(event);
      if (choice) {
        choices.set(event.uid, choice);
      }
    }
    return choices;
  }

  private async choiceOf({ shopId, facts }: ShopEvent): Promise<ContinuationChoice | null> {
    const { paid } = saleStateOf(storedFacts(facts ?? []));
    const email = paid && (await this.emailOf(shopId, paid));
    if (!paid || !email) {
      return null;
    }
    const items = await this.mappings.resolverOf(shopId, paid.items);
    return this.continuing.choiceOf(
      paid.items.flatMap((item) => items(item) ?? []),
      email,
    );
  }

  private async emailOf(shopId: number, { customer, customerExternalId }: PaidFact): Promise<string | null> {
    if (customer.email !== null || !customerExternalId) {
      return customer.email;
    }
    const known = await this.work.manager.findOneBy(ShopCustomer, { shopId, externalId: customerExternalId });
    return known?.email ?? null;
  }
}

function isUndecided({ state, sale }: ShopEvent): boolean {
  return state === 'unmapped' && sale?.orderUid === null && sale.continues === null;
}
