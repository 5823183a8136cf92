import { Logger } from '@nestjs/common';
import { MAX_INTEGER } from '../../../core/common';
import { NotUnderstood, ShopUnavailable } from './not-understood';
import type { Interpretation, SaleFact, ShopAdapter, ShopCredentials, SignedEvent, SoldItem } from './shop-adapter';

const UNKNOWN_FORM = 'The shop sent this event in a form that Keyward does not know.';
/** Values that templates and scripts write for a missing field. */
const NO_NAMES: readonly unknown[] = ['', 'undefined', 'null', 'NaN'];
const MAX_NAME = 255;

const logger = new Logger('Shops');

/**
 * Interprets an event. An event that the adapter cannot read, or whose facts are invalid, needs a person.
 * @throws ShopUnavailable
 */
export async function understand(
  adapter: ShopAdapter,
  event: SignedEvent,
  credentials: ShopCredentials,
): Promise<Interpretation> {
  try {
    const interpretation = await adapter.interpret(event, credentials);
    if (interpretation.outcome === 'facts') {
      interpretation.facts.forEach(requireFact);
    }
    return interpretation;
  } catch (error) {
    if (error instanceof ShopUnavailable) {
      throw error;
    }
    if (error instanceof NotUnderstood) {
      return { outcome: 'unmapped', reason: error.message };
    }
    logger.warn(`An event ${event.type} of ${adapter.kind} was not understood: ${String(error)}`);
    return { outcome: 'unmapped', reason: UNKNOWN_FORM };
  }
}

/** Before facts are stored as JSON, in which an amount that is no number would be that of a whole refund. */
function requireFact(fact: SaleFact): void {
  const { order, subscription, others = [] } = fact.sale;
  [order, subscription].filter((name) => name !== undefined).forEach(requireName);
  [...others, ...(fact.payment ?? [])].forEach(requireName);
  requireTime(fact.at);
  if ('periodEnd' in fact && fact.periodEnd !== null) {
    requireTime(fact.periodEnd);
  }
  if ('items' in fact) {
    fact.items.forEach(requireItem);
  }
  if (fact.fact === 'refunded') {
    requireRefund(fact);
  }
}

function requireName(name: unknown): void {
  if (typeof name !== 'string' || NO_NAMES.includes(name) || name.length > MAX_NAME) {
    throw new NotUnderstood('The sale or the payment has no valid ID.');
  }
}

function requireTime(time: unknown): void {
  if (!(time instanceof Date) || Number.isNaN(time.getTime())) {
    throw new NotUnderstood('The event has no valid time.');
  }
}

/** A quantity may be a fraction, such as meters of cloth: only licenses are counted. */
function requireItem({ quantity, price, mapped }: SoldItem): void {
  if (!Number.isFinite(quantity) || quantity < 0 || quantity > MAX_INTEGER) {
    throw new NotUnderstood(`The item ${mapped[0] ?? ''} has no valid quantity.`);
  }
  if (price !== null && !Number.isSafeInteger(price)) {
    throw new NotUnderstood(`The item ${mapped[0] ?? ''} has no valid price.`);
  }
}

function requireRefund({ amount, total = null }: SaleFact & { readonly fact: 'refunded' }): void {
  if ([amount, total].some((sum) => sum !== null && !(Number.isSafeInteger(sum) && sum >= 0))) {
    throw new NotUnderstood('The refund has no valid amount.');
  }
}
