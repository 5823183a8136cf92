import type { VNode } from 'preact';
import { texts } from '../../i18n/texts';
import { DAMAGED_VALUES } from '../../moving/imports/sources/csv-columns';
import { DATE_ORDERS } from '../../moving/imports/sources/csv-dates';
import { Select, TextField } from '../components/fields';
import type { FormState } from '../kit/form-state';

/** Fields of the form beside the columns of a spreadsheet. */
export const SHEET_FIELDS = ['time_zone', 'product', 'charset', 'dates', 'damaged'] as const;

/** How the text of a file is to be read. Without an answer, what is not clear stops the check. */
export function FileFields({ form }: { readonly form: FormState }): VNode {
  const t = texts('serverImports');
  return (
    <>
      <TextField form={form} name="charset" label={t.charset} hint={t.charsetHint} isOptional />
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
