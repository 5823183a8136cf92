import type { VNode } from 'preact';
import { currentRequest } from '../../core/common';
import { texts } from '../../core/i18n';
import { REASON_FIELD, REFERENCE_FIELD } from '../kit/change-reason';
import type { FormState } from '../kit/form-state';
import { TextField } from './fields';
import { FieldRow, FormGroup } from './form';

interface ReasonFieldsProps {
  readonly form: FormState;
  /** Whether the change is refused without a reason if the settings demand one. */
  readonly isDestructive?: boolean;
}

/** Why a change is made, and the order or ticket behind it. */
export function ReasonFields({ form, isDestructive = false }: ReasonFieldsProps): VNode {
  const t = texts('changeReason');
  const isRequired = isDestructive && currentRequest()?.changeReason?.isRequired === true;
  return (
    <FieldRow hasTexts>
      <TextField form={form} name={REASON_FIELD} label={t.reason} hint={t.reasonHint} isOptional={!isRequired} />
      <TextField form={form} name={REFERENCE_FIELD} label={t.reference} isOptional />
    </FieldRow>
  );
}

/** The fields as a group of a form with groups. */
export function ReasonGroup({ form }: Pick<ReasonFieldsProps, 'form'>): VNode {
  const t = texts('changeReason');
  return (
    <FormGroup id="change-reason" title={t.reason}>
      <ReasonFields form={form} />
    </FormGroup>
  );
}
