import type { VNode } from 'preact';
import { FormState } from '../kit/form-state';
import { type FormGroup, labeled } from '../kit/form-table';
import { Button } from './button';
import { FieldGroups } from './field-groups';
import type { QueryFields } from './filters';
import { KeptColumns } from './list-state';

interface FilterFormProps {
  readonly action: string;
  /** The filters in force. */
  readonly query: QueryFields;
  /** Fields of the query that the form keeps, such as the search. */
  readonly keep: readonly string[];
  readonly rows: FormGroup['rows'];
  /** The texts of the page, from which the fields take theirs. */
  readonly texts: object;
  readonly verb: string;
}

/** A form for the filters of a list, in its menu. */
export function FilterForm({ action, query, keep, rows, texts, verb }: FilterFormProps): VNode {
  const values = Object.entries(query).map(([name, value]): [string, string] => [name, value ?? '']);
  return (
    <form class="filter-form" method="get" action={action}>
      {keep.map((name) => query[name] && <input key={name} type="hidden" name={name} value={query[name]} />)}
      <KeptColumns />
      <FieldGroups form={FormState.of(Object.fromEntries(values))} groups={labeled([{ rows }], texts)} />
      <Button text={verb} />
    </form>
  );
}
