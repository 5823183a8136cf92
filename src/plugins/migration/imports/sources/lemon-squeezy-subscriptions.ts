import { apiResources, type ApiResource, textOf } from './api-pages';
import { UnreadableFile } from './unreadable-file';
import type { RowValues } from './values';

/** Kept in memory while keys are read. */
const MAX_SUBSCRIPTIONS = 500_000;

/** A subscription, as the metadata of its license keep it. */
export interface Subscription {
  readonly id: string;
  readonly variant_id: string | null;
  readonly status: string | null;
  /** When the next payment is due. */
  readonly renews_at: string | null;
  /** When a subscription that was cancelled ends. */
  readonly ends_at: string | null;
}

/**
 * The subscriptions of a file by the item of the order that began them; a license key names the same item. An item has one.
 * @throws UnreadableFile
 */
export async function subscriptionsIn(file: AsyncIterable<Buffer>): Promise<ReadonlyMap<string, Subscription>> {
  const found = new Map<string, Subscription>();
  for await (const resources of apiResources(file)) {
    for (const resource of resources.filter(({ type }) => type === 'subscriptions')) {
      found.set(textOf(resource.attributes.order_item_id) ?? '', subscriptionOf(resource));
    }
    if (found.size > MAX_SUBSCRIPTIONS) {
      throw new UnreadableFile('too_many_rows', `The file has more than ${MAX_SUBSCRIPTIONS} subscriptions`);
    }
  }
  return found;
}

function subscriptionOf({ id, attributes }: ApiResource): Subscription {
  return {
    id,
    variant_id: textOf(attributes.variant_id),
    status: textOf(attributes.status),
    renews_at: textOf(attributes.renews_at),
    ends_at: textOf(attributes.ends_at),
  };
}

/**
 * The end of a key that has none of its own: keys of subscriptions are valid as long as these are paid. A date that has passed
 * is the end of an expired key alone: while a key is valid, the payment is late.
 */
export function endOf(
  read: RowValues,
  subscription: Subscription | undefined,
  { now, isExpired }: { readonly now: Date; readonly isExpired: boolean },
): string | null {
  const end = read.date(subscription?.ends_at ?? subscription?.renews_at ?? null);
  if (end === null) {
    return null;
  }
  const isEnd = isExpired === end <= now.toISOString();
  read.notes.add(isEnd ? 'end_of_subscription' : 'subscription_late');
  return isEnd ? end : null;
}
