import type { VNode } from 'preact';
import { texts } from '../../../core/i18n';
import { DAMAGED_VALUES, MAX_HEADINGS } from '../../../core/common';
import { DATE_ORDERS } from '../imports/sources/csv-dates';
import { Select, TextField } from '../../../pages/components/fields';
import type { FormState } from '../../../pages/kit/form-state';

/** Fields of the form beside the columns of a spreadsheet. */
export const SHEET_FIELDS = ['time_zone', 'product', 'charset', 'dates', 'damaged', 'header_line'] as const;

/** Fields about reading the text of a file. If one that matters is left empty, the check stops. */
export function FileFields({ form }: { readonly form: FormState }): VNode {
  const [t, words] = [texts('serverImports'), texts('import')];
  return (
    <>
      <TextField form={form} name="charset" label={t.charset} hint={t.charsetHint} isOptional />
      <TextField
        form={form}
        name="header_line"
        label={words.headerLine}
        hint={words.headerLineHint({ max: MAX_HEADINGS })}
        isOptional
      />
      <Select
        form={form}
        name="dates"
        label={t.dates}
        hint={t.datesHint}
        choices={[{ value: '', title: t.ask }, ...DATE_ORDERS.map((value) => ({ value, title: t.dateOrders[value] }))]}
      />
      <Select
        form={form}
        name="damaged"
        label={t.damaged}
        hint={t.damagedHint}
        choices={[
          { value: '', title: t.ask },
          ...DAMAGED_VALUES.map((value) => ({ value, title: t.damagedValues[value] })),
        ]}
      />
    </>
  );
}
