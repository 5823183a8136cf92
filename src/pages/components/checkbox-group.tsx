import type { ComponentChildren, VNode } from 'preact';
import type { FormState } from '../kit/form-state';
import { HintAndError, idOf } from './form';

export interface CheckboxChoice {
  readonly value: string;
  /** The value by default. */
  readonly title?: string;
}

export interface CheckboxSet {
  readonly title: string;
  readonly choices: readonly CheckboxChoice[];
}

interface CheckboxGroupProps {
  readonly form: FormState;
  /** The name of the list in the body, without brackets. */
  readonly name: string;
  readonly label: string;
  readonly hint?: ComponentChildren;
  readonly sets: readonly CheckboxSet[];
  /** By default, those of the form. */
  readonly selected?: readonly string[];
  /** The titles are names in programs. */
  readonly isMono?: boolean;
}

/** Any number of choices, in sets with a title each. */
export function CheckboxGroup(props: CheckboxGroupProps): VNode {
  const { form, name, label, hint, sets, selected = form.list(name), isMono } = props;
  const id = idOf(name);
  const problem = form.problems.find(({ field }) => field === name || field.startsWith(`${name}.`));
  form.setLabel(name, label);
  return (
    <fieldset class="field checkbox-group" id={id} tabIndex={-1}>
      <legend>{label}</legend>
      <HintAndError id={id} hint={hint} problem={problem} />
      <div class="checkbox-sets">
        {sets.map(({ title, choices }) => (
          <div class="checkbox-set" role="group" aria-label={title} key={title}>
            <p aria-hidden="true">{title}</p>
            {choices.map((choice) => (
              <label class="checkbox" key={choice.value}>
                <input
                  type="checkbox"
                  name={`${name}[]`}
                  value={choice.value}
                  checked={selected.includes(choice.value)}
                />
                <span class={isMono ? 'mono' : undefined}>{choice.title ?? choice.value}</span>
              </label>
            ))}
          </div>
        ))}
      </div>
    </fieldset>
  );
}

/** Names in sets by what stands before a separator, such as `license` in `license.issued`. */
export function setsByPrefix(names: readonly string[], separator: string): CheckboxSet[] {
  const prefixes = new Set(names.map((name) => name.split(separator, 1)[0] ?? ''));
  return [...prefixes].map((title) => ({
    title,
    choices: names.filter((name) => name.startsWith(`${title}${separator}`)).map((value) => ({ value })),
  }));
}
