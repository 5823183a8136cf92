import type { FormValues } from '../../../../core/common';
import { smallestUnits } from '../../../../core/i18n/internal';
import { textIn } from '../../../../pages/kit/form-input';

/** Lines that the form can have; the API takes more. */
export const MAX_FORM_LINES = 10;

const FIELDS = [
  ...(['sells', 'product', 'license', 'action', 'effective', 'entitlements', 'meter', 'amount'] as const),
  ...(['policy', 'quantity', 'seats', 'price', 'currency'] as const),
];

/** Choices of a line: new licenses, or something for a license that exists. */
export const SOLD_THINGS = ['new', 'existing'] as const;

/** The name of a field of a line, as the errors of the API name it. */
export const lineField = (line: number, field: (typeof FIELDS)[number]): string => `lines.${line}.${field}`;

/** Lines of a form that was sent, or of a new one. */
export function lineCountIn(body: FormValues): number {
  let count = 1;
  while (count < MAX_FORM_LINES && FIELDS.some((field) => Object.hasOwn(body, lineField(count, field)))) {
    count += 1;
  }
  return count;
}

/** The form after a press of "Add a line" or "Remove line"; undefined for all other buttons. */
export function withLinesChanged(body: FormValues): FormValues | undefined {
  const [, verb, place] = /^(add|remove)-line(?:-(\d+))?$/.exec(textIn(body, 'do')) ?? [];
  if (verb === undefined) {
    return undefined;
  }
  const lines = Array.from({ length: lineCountIn(body) }, (_, line) =>
    FIELDS.map((field) => textIn(body, lineField(line, field))),
  );
  const changed = verb === 'add' ? [...lines, newLine(lines)] : lines.toSpliced(Number(place), 1);
  const others = Object.entries(body).filter(([name]) => !name.startsWith('lines.'));
  const fields = changed
    .slice(0, MAX_FORM_LINES)
    .flatMap((texts, line) => FIELDS.map((field, index) => [lineField(line, field), texts[index] ?? ''] as const));
  return Object.fromEntries([...others, ...fields]);
}

/** All lines of an order have the same currency. */
function newLine(lines: readonly (readonly string[])[]): string[] {
  const values: Partial<Record<string, string>> = {
    sells: SOLD_THINGS[0],
    quantity: '1',
    currency: lines.at(-1)?.[FIELDS.indexOf('currency')],
  };
  return FIELDS.map((field) => values[field] ?? '');
}

/** The lines as the API takes them, with prices in the smallest unit of the currency. */
export function linesIn(input: Readonly<Record<string, unknown>>, count: number): object[] {
  return Array.from({ length: count }, (_, line) => {
    const fields = Object.fromEntries(FIELDS.map((field) => [field, input[lineField(line, field)]]));
    return { ...soldIn(fields), price: smallestUnits(fields.price, fields.currency) };
  });
}

/** Without the fields of the choice that is not made. */
function soldIn({ sells, product, ...fields }: Readonly<Record<string, unknown>>): object {
  const { license, action, effective, entitlements, meter, amount, ...others } = fields;
  if (sells !== 'existing') {
    return { product, ...others };
  }
  const isGranting = typeof entitlements === 'object' && Object.keys(entitlements ?? {}).length > 0;
  const granted = { meter, amount, ...(isGranting && { entitlements }) };
  return { license: license ?? '', action, effective, ...granted, ...others };
}
