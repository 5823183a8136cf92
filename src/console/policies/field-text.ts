import { texts } from '../../i18n/texts';
import type { PolicyField } from './policy-fields';

interface FieldText {
  readonly title: string;
  /** What it is, and what it means for a program. */
  readonly means: string;
  /** Words after a number: "days". */
  readonly unit?: string;
}

export function fieldText(name: PolicyField): FieldText {
  return texts('policyBehaviors').fields[name];
}
