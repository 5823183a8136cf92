import type { FeatureRate, GrantChange, SentCredits, SentMeters } from '../../../core/catalog';
import { CREDIT_AMOUNT } from '../../../core/catalog';
import {
  type FeatureRates,
  METER_ANCHORS,
  METER_PERIODS,
  type MeterTerms,
  type NextRates,
  type SentNextRates,
} from '../../../core/catalog/internal';
import type { DomainError } from '../../../core/common';
import { texts } from '../../../core/i18n';
import { refusedField } from '../../../pages/kit/form-state';

/** Amounts of credits are decimal texts. */
type Amount = number | string;

/** The form of amounts in a field. */
interface AmountForm<A extends Amount> {
  readonly field: 'meters' | 'credits';
  readonly pattern: RegExp;
  readonly read: (text: string) => A;
}

const METERS: AmountForm<number> = { field: 'meters', pattern: /^\d+$/, read: Number };
const CREDITS: AmountForm<string> = { field: 'credits', pattern: CREDIT_AMOUNT, read: (text) => text };

const UNLIMITED = 'unlimited';
const HOLDER_LIMIT = /^(device|user)=(.+)$/;
const ROLLOVER = /^\+(\d{1,2})(?:\/(.+))?$/;

/** One meter a line: `exports 1000 month calendar 10%`, with `+2` or `+2/500` for a rollover, and `device=100` and `user=50`. */
export const meterLines = ({ meters = {} }: GrantChange): string => linesOfTerms(meters);

/** One credit a line, as a meter. */
export const creditLines = ({ credits = {} }: GrantChange): string => linesOfTerms(credits);

/** Period, anchor, overage, rollover and limits of devices and users may be missing. `unlimited` is a limit, too. */
export const metersIn = (text: string): SentMeters => termsIn(text, METERS);

/** The terms are written as those of meters. */
export const creditsIn = (text: string): SentCredits => termsIn(text, CREDITS);

/** One feature a line: `image 2.5 ai`. */
export function rateLines(rates: FeatureRates = {}): string {
  return Object.entries(rates)
    .map(([feature, { amount, credit }]) => `${feature} ${amount} ${credit}`)
    .join('\n');
}

export const ratesIn = (text: string): Record<string, FeatureRate> => ratesOf(linesOf(text), 'rates');

/** The time in the first line, then the rates. */
export function nextRateLines(next: NextRates | null | undefined): string {
  return next ? [next.from.toISOString(), rateLines(next.rates)].join('\n') : '';
}

/** The time may be a date alone. */
export function nextRatesIn(text: string): SentNextRates {
  const [from, ...lines] = linesOf(text);
  return from === undefined ? null : { from, rates: ratesOf(lines, 'next_rates') };
}

/** The lines that have a text. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function linesOfTerms(granted: Readonly<Record<string, MeterTerms<Amount> | null>>): string {
  return Object.entries(granted)
    .flatMap(([code, terms]) => (terms === null ? [] : [lineOf(code, terms)]))
    .join('\n');
}

function lineOf(code: string, terms: MeterTerms<Amount>): string {
  const { limit, period, anchor, overage_percent: overage, rollover, limit_per_device, limit_per_user } = terms;
  return [
    code,
    limit ?? UNLIMITED,
    period,
    anchor,
    `${overage ?? UNLIMITED}%`,
    ...(rollover ? [`+${rollover.periods}${rollover.max === null ? '' : `/${rollover.max}`}`] : []),
    ...(limit_per_device === undefined ? [] : [`device=${limit_per_device}`]),
    ...(limit_per_user === undefined ? [] : [`user=${limit_per_user}`]),
  ].join(' ');
}

function termsIn<A extends Amount>(text: string, form: AmountForm<A>): Record<string, MeterTerms<A>> {
  return Object.fromEntries(
    linesOf(text).map((line) => {
      const words = line.split(/\s+/);
      const others = words.filter((word) => !HOLDER_LIMIT.test(word));
      const [code = '', limit, period = 'none', anchor = 'calendar', overage = '0%', rollover] = others;
      const problem = (): DomainError => wrongTerms(line, form);
      const terms: MeterTerms<A> = {
        limit: limitIn(limit, form, problem),
        ...holdersIn(words, form, problem),
        period: oneOf(METER_PERIODS, period, problem),
        anchor: oneOf(METER_ANCHORS, anchor, problem),
        overage_percent: limitIn(overage.replace(/%$/, ''), METERS, problem),
        ...(rollover !== undefined && { rollover: rolloverIn(rollover, form, problem) }),
      };
      return [code, terms];
    }),
  );
}

type Problem = () => DomainError;

function limitIn<A extends Amount>(text: string | undefined, form: AmountForm<A>, problem: Problem): A | null {
  return text === UNLIMITED ? null : amountIn(text, form, problem);
}

function amountIn<A extends Amount>(text = '', { pattern, read }: AmountForm<A>, problem: Problem): A {
  if (!pattern.test(text)) {
    throw problem();
  }
  return read(text);
}

function holdersIn<A extends Amount>(
  words: readonly string[],
  form: AmountForm<A>,
  problem: Problem,
): Pick<MeterTerms<A>, 'limit_per_device' | 'limit_per_user'> {
  const limits = words.flatMap((word) => {
    const [, holder, limit] = HOLDER_LIMIT.exec(word) ?? [];
    return holder === undefined ? [] : [[`limit_per_${holder}`, amountIn(limit, form, problem)]];
  });
  return Object.fromEntries(limits) as Pick<MeterTerms<A>, 'limit_per_device' | 'limit_per_user'>;
}

function rolloverIn<A extends Amount>(
  text: string,
  form: AmountForm<A>,
  problem: Problem,
): { periods: number; max: A | null } {
  const [, periods, max] = ROLLOVER.exec(text) ?? [];
  if (periods === undefined) {
    throw problem();
  }
  return { periods: Number(periods), max: max === undefined ? null : amountIn(max, form, problem) };
}

function oneOf<T extends string>(choices: readonly T[], text: string, problem: Problem): T {
  const choice = choices.find((one) => one === text);
  if (choice === undefined) {
    throw problem();
  }
  return choice;
}

function wrongTerms(line: string, { field }: Pick<AmountForm<Amount>, 'field'>): DomainError {
  return refusedField(field, texts('policies').meterWrong({ line, periods: METER_PERIODS.join(', ') }));
}

function ratesOf(lines: readonly string[], field: 'rates' | 'next_rates'): Record<string, FeatureRate> {
  return Object.fromEntries(
    lines.map((line) => {
      const [feature = '', amount = '', credit, more] = line.split(/\s+/);
      if (!CREDIT_AMOUNT.test(amount) || credit === undefined || more !== undefined) {
        throw refusedField(field, texts('policies').featureRateWrong({ line }));
      }
      return [feature, { amount, credit }];
    }),
  );
}
