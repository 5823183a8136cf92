import { texts } from '../../../../core/i18n';
import { Button } from '../../../../pages/components/button';
import type { Choice } from '../../../../pages/components/fields';
import type { FormGroup, FormRow } from '../../../../pages/kit/form-table';
import { lineField, MAX_FORM_LINES } from './order-lines';

interface LineChoices {
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

function fieldsOf(line: number, { products, policies }: LineChoices): FormRow[] {
  const t = texts('orders');
  const field = (name: Parameters<typeof lineField>[1]) => ({ name: lineField(line, name), textKey: name });
  return [
    { ...field('product'), kind: 'select', choices: products },
    [
      { ...field('price'), isOptional: true, isShort: true, empty: 'missing' },
      { ...field('currency'), isOptional: true, isShort: true, empty: 'missing' },
    ],
    {
      fold: `line-${line}-more`,
      title: t.lineMore,
      line: t.lineMoreLine,
      rows: [
        { ...field('policy'), kind: 'select', choices: policies, empty: 'missing' },
        [
          { ...field('quantity'), kind: 'number', value: 1, empty: 'missing' },
          { ...field('seats'), kind: 'number', isOptional: true },
        ],
      ],
    },
  ];
}

function removeButton(line: number): FormRow {
  const text = texts('orders').removeLine({ number: line + 1 });
  return () => <Button look="quiet" icon="trash-2" name="do" value={`remove-line-${line}`} text={text} />;
}
