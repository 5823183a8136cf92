import { creditText, MAX_PARTS, partsOf } from '../../catalog/grants/credit-amount';
import { problem } from '../../common/errors/domain-error';
import type { CurrentBalance } from './current-balance';

/** An amount of a request or an answer: a whole number or, of a credit, a decimal text. A credit takes whole numbers too. */
export type SentAmount = number | string;

/** Tells whether amounts of a balance are those of a credit. */
type Terms = Pick<CurrentBalance, 'code'> & { readonly terms: Pick<CurrentBalance['terms'], 'decimals'> };

/** Whether a meter is a credit, whose amounts have decimals. */
export function isCredit({ terms }: Pick<Terms, 'terms'>): boolean {
  return terms.decimals !== undefined;
}

/** A stored amount as answers show it. */
export function sentAmount(decimals: number | null | undefined, amount: number): SentAmount {
  return typeof decimals === 'number' ? creditText(amount, decimals) : amount;
}

/** A stored amount as a number for people, which rounds very large amounts of credits. */
export function shownAmount({ terms: { decimals = 0 } }: Pick<Terms, 'terms'>, amount: number): number {
  return amount / 10 ** decimals;
}

/**
 * The amount of a request as it is stored.
 * @throws VALIDATION_ERROR if it is a text for a meter, or has too many decimals
 */
export function amountOf({ code, terms: { decimals } }: Terms, sent: SentAmount, field: string): number {
  if (decimals === undefined) {
    if (typeof sent === 'number') {
      return sent;
    }
    throw problem('METER_AMOUNT_TEXT', { meter: code, field });
  }
  const text = String(sent);
  const isNegative = text.startsWith('-');
  const parts = partsOf(isNegative ? text.slice(1) : text, decimals);
  if (parts === undefined) {
    throw problem('CREDIT_AMOUNT_WRONG', { code, decimals, digits: String(MAX_PARTS).length, field });
  }
  return isNegative ? -parts : parts;
}
