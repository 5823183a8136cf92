import { texts } from '../../../../core/i18n';
import { Button } from '../../../../pages/components/button';
import type { Choice } from '../../../../pages/components/fields';
import type { FormGroup, FormRow } from '../../../../pages/kit/form-table';
import { CONTINUATIONS, UPGRADE_TIMES } from '../../orders/continuation';
import { lineField, MAX_FORM_LINES } from './order-lines';

const WHOLE = /^\d{1,10}$/;

/** The values that a new form has for its line. */
interface FilledLine {
  /** The license that the form is about. */
  readonly license?: string;
  readonly action?: string;
  readonly seats?: string;
  readonly meter?: string;
  readonly amount?: string;
}

interface LineChoices extends FilledLine {
  readonly products: readonly Choice[];
  readonly policies: readonly Choice[];
}

/** The lines of an order. The buttons send the form, which then comes again with one line more or less. */
export function linesGroup(count: number, choices: LineChoices): FormGroup {
  const t = texts('orders');
  const lines = Array.from({ length: count }, (_, line) => ({
    panel: t.lineNumber({ number: line + 1 }),
    rows: [...fieldsOf(line, choices), ...(count > 1 ? [removeButton(line)] : [])],
  }));
  return {
    id: 'line',
    rows: [
      ...lines,
      count < MAX_FORM_LINES && (() => <Button icon="plus" name="do" value="add-line" text={t.addLine} />),
    ],
  };
}

function fieldsOf(line: number, { products, policies, ...filled }: LineChoices): FormRow[] {
  const { license, seats } = filled;
  const t = texts('orders');
  const field = (name: Parameters<typeof lineField>[1]) => ({ name: lineField(line, name), textKey: name });
  return [
    {
      choose: { ...field('sells'), kind: 'radios', value: license === undefined ? 'new' : 'existing' },
      choices: [
        { value: 'new', title: t.soldThings.new, rows: [{ ...field('product'), kind: 'select', choices: products }] },
        { value: 'existing', title: t.soldThings.existing, rows: continuedFields(line, filled) },
      ],
    },
    [
      { ...field('price'), isOptional: true, isShort: true, empty: 'missing' },
      { ...field('currency'), isOptional: true, isShort: true, empty: 'missing' },
    ],
    {
      fold: `line-${line}-more`,
      title: t.lineMore,
      line: t.lineMoreLine,
      isOpen: seats !== undefined,
      rows: [
        { ...field('policy'), kind: 'select', choices: policies, empty: 'missing' },
        [
          { ...field('quantity'), kind: 'number', value: 1, empty: 'missing' },
          { ...field('seats'), kind: 'number', isOptional: true, value: seats },
        ],
      ],
    },
  ];
}

/** The license, and what the payment gives it. */
function continuedFields(line: number, { license, action, meter, amount }: FilledLine): FormRow[] {
  const t = texts('orders');
  const field = (name: Parameters<typeof lineField>[1]) => ({ name: lineField(line, name), textKey: name });
  const actions = CONTINUATIONS.map((value) => ({ value, title: t.actionChoices[value] }));
  // An empty choice is left out: only an upgrade takes the field.
  const times = UPGRADE_TIMES.map((value) => ({ value: value === 'now' ? '' : value, title: t.upgradeTimes[value] }));
  return [
    { ...field('license'), isMono: true, value: license, empty: 'missing' },
    [
      { ...field('action'), kind: 'select', choices: actions, value: action ?? actions[0]?.value, empty: 'missing' },
      { ...field('effective'), kind: 'select', choices: times, empty: 'missing' },
    ],
    { ...field('entitlements'), kind: 'json', isMono: true, isOptional: true },
    [
      { ...field('meter'), isMono: true, isOptional: true, value: meter, empty: 'missing' },
      { ...field('amount'), read: amountIn, isOptional: true, value: amount, empty: 'missing' },
    ],
  ];
}

/** A whole number or, of a credit, a decimal text. */
function amountIn(text: string): number | string | undefined {
  const sent = text.trim();
  return WHOLE.test(sent) ? Number(sent) : sent || undefined;
}

function removeButton(line: number): FormRow {
  const text = texts('orders').removeLine({ number: line + 1 });
  return () => <Button look="quiet" icon="trash-2" name="do" value={`remove-line-${line}`} text={text} />;
}
