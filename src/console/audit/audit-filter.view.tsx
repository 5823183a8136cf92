import type { VNode } from 'preact';
import { EVENT_NAMES } from '../../events/records/catalogue';
import { VERDICT_CODES } from '../../verification/rules/verdict';
import { Button } from '../components/button';
import { Select, TextField } from '../components/fields';
import { AddFilter } from '../components/filters';
import { FormState } from '../kit/form-state';
import { texts } from '../../i18n/texts';
import { FILTERS, type FilterName, type LogFilter } from './audit-filter';
import { AUDIT_PATH, tabOf } from './audit-paths';
import type { Log } from './audit-query.dto';

interface FilterFormProps {
  readonly log: Log;
  readonly filter: LogFilter;
}

/** All filters of a log in one form. */
export function FilterForm({ log, filter }: FilterFormProps): VNode {
  const names: readonly FilterName[] = FILTERS[log];
  const form = FormState.of(Object.fromEntries(Object.entries(filter)));
  const hidden = Object.entries({ ...tabOf(log), q: filter.q });
  return (
    <AddFilter>
      <form class="filter-form" method="get" action={AUDIT_PATH}>
        {hidden.map(
          ([name, value]) => value !== undefined && <input key={name} type="hidden" name={name} value={value} />,
        )}
        {names.map((name) => (
          <FilterField key={name} form={form} name={name} />
        ))}
        <Button look="default">{texts('audit').apply}</Button>
      </form>
    </AddFilter>
  );
}

function FilterField({ form, name }: { readonly form: FormState; readonly name: FilterName }): VNode {
  const t = texts('audit');
  const field = { form, name, label: t.filters[name] };
  switch (name) {
    case 'code':
      return (
        <Select
          {...field}
          choices={[{ value: '', title: t.anyCode }, ...VERDICT_CODES.map((code) => ({ value: code, title: code }))]}
        />
      );
    case 'action':
      return <TextField {...field} isMono suggestions={EVENT_NAMES} />;
    case 'from':
    case 'to':
      return <TextField {...field} type="date" />;
    case 'target':
      return <TextField {...field} isMono hint={t.targetHint} />;
    case 'key':
    case 'address':
      return <TextField {...field} isMono />;
    case 'actor':
      return <TextField {...field} />;
  }
}
