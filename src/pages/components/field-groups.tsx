import type { VNode } from 'preact';
import type { FormState } from '../kit/form-state';
import {
  fieldsIn,
  isChoosing,
  isFold,
  isPanel,
  isSeveral,
  type LabeledField,
  type LabeledGroup,
  type LabeledRow,
} from '../kit/form-table';
import { CodeField } from './code-field';
import { Checkbox, ChoiceFields, Radios, Select, TextArea, TextField } from './fields';
import { Fold, Folds } from './fold';
import { FieldPanel, FieldRow, FormGroup } from './form';

interface FieldGroupsProps {
  readonly form: FormState;
  readonly groups: readonly LabeledGroup[];
}

/** The fields of a form, in their groups. */
export function FieldGroups({ form, groups }: FieldGroupsProps): VNode {
  return (
    <>
      {groups.map(({ id, title, note, data, rows }) => {
        const fields = <Rows form={form} rows={rows} />;
        if (data) {
          return <div {...data}>{fields}</div>;
        }
        return id === undefined ? (
          fields
        ) : (
          <FormGroup key={id} id={id} title={title} note={note}>
            {fields}
          </FormGroup>
        );
      })}
    </>
  );
}

interface RowsProps {
  readonly form: FormState;
  readonly rows: readonly LabeledRow[];
}

function Rows({ form, rows }: RowsProps): VNode {
  const all = rows.map((row, index) => <Row key={index} form={form} row={row} />);
  const areFolds = rows.length > 0 && rows.every((row) => typeof row === 'object' && isFold(row));
  return areFolds ? <Folds>{all}</Folds> : <>{all}</>;
}

/** Whether one of the fields, or an item of it, is wrong. */
function isWrong({ form, rows }: RowsProps): boolean {
  return fieldsIn(rows).some(({ name }) =>
    form.problems.some(({ field }) => field === name || field.startsWith(`${name}.`)),
  );
}

function Row({ form, row }: { readonly form: FormState; readonly row: LabeledRow }): VNode {
  if (typeof row === 'function') {
    return <>{row(form)}</>;
  }
  if (isPanel(row)) {
    return (
      <FieldPanel label={row.panel}>
        <Rows form={form} rows={row.rows} />
      </FieldPanel>
    );
  }
  if (isFold(row)) {
    const { fold, rows, isOpen, ...summary } = row;
    return (
      <Fold id={fold} {...summary} isOpen={isOpen === true || isWrong({ form, rows })}>
        <Rows form={form} rows={rows} />
      </Fold>
    );
  }
  if (isChoosing(row)) {
    const choices = row.choices.map(({ rows, ...choice }) => ({
      ...choice,
      fields: rows && <Rows form={form} rows={rows} />,
    }));
    return <ChoiceFields form={form} {...row.choose} choices={choices} />;
  }
  if (!isSeveral(row)) {
    return <Field form={form} field={row} />;
  }
  return (
    <FieldRow hasTexts={row.some(({ kind, isShort }) => !isShort && kind !== 'number' && kind !== 'date')}>
      {row.map((field) => (
        <Field key={field.name} form={form} field={field} />
      ))}
    </FieldRow>
  );
}

function Field({ form, field }: { readonly form: FormState; readonly field: LabeledField }): VNode {
  const { kind = 'text', choices = [], view, ...props } = field;
  if (view) {
    return <>{view(form)}</>;
  }
  if (kind === 'select' || kind === 'radios') {
    const Choices = kind === 'select' ? Select : Radios;
    return <Choices form={form} {...props} choices={choices} />;
  }
  if (kind === 'code') {
    return <CodeField form={form} {...props} />;
  }
  if (kind === 'flag') {
    return <Checkbox form={form} {...props} />;
  }
  if (kind === 'area' || kind === 'lines' || kind === 'json') {
    return <TextArea form={form} {...props} />;
  }
  return <TextField form={form} {...props} type={kind === 'list' || kind === 'checkboxes' ? 'text' : kind} />;
}
