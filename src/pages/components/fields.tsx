import type { ComponentChildren, VNode } from 'preact';
import { FieldFrame, type FieldProps, HintAndError, OptionalMark, partsOf } from './form';

interface TextFieldProps extends FieldProps {
  readonly type?: 'text' | 'email' | 'tel' | 'url' | 'date' | 'number' | 'password';
  readonly placeholder?: string;
  readonly isMono?: boolean;
  readonly hasFocus?: boolean;
  /** Values that the browser suggests. */
  readonly suggestions?: readonly string[];
}

/** A line of text. A password is never shown again. */
export function TextField(props: TextFieldProps): VNode {
  const { name, type = 'text', placeholder, isMono, hasFocus, autoComplete, suggestions } = props;
  const parts = partsOf(props);
  const listId = suggestions && `${parts.id}-suggestions`;
  return (
    <FieldFrame {...props} {...parts}>
      <input
        class={isMono ? 'input mono' : 'input'}
        id={parts.id}
        type={type}
        name={name}
        value={type === 'password' ? undefined : parts.value}
        placeholder={placeholder}
        autoComplete={autoComplete ?? 'off'}
        autoFocus={hasFocus}
        list={listId}
        aria-invalid={parts.problem === undefined ? undefined : 'true'}
        aria-describedby={parts.describedBy}
      />
      {suggestions && (
        <datalist id={listId}>
          {suggestions.map((value) => (
            <option key={value} value={value} />
          ))}
        </datalist>
      )}
    </FieldFrame>
  );
}

export function TextArea(props: FieldProps & { readonly rows?: number }): VNode {
  const { name, rows = 3 } = props;
  const parts = partsOf(props);
  return (
    <FieldFrame {...props} {...parts}>
      <textarea
        class="input"
        id={parts.id}
        name={name}
        rows={rows}
        aria-invalid={parts.problem === undefined ? undefined : 'true'}
        aria-describedby={parts.describedBy}
        value={parts.value}
      />
    </FieldFrame>
  );
}

/** An option of a field. */
export interface Choice {
  readonly value: string;
  readonly title: string;
  readonly note?: string;
}

interface ChoiceProps extends FieldProps {
  readonly choices: readonly Choice[];
}

/** One of more than four choices. */
export function Select(props: ChoiceProps): VNode {
  const { name, choices } = props;
  const parts = partsOf(props);
  return (
    <FieldFrame {...props} {...parts}>
      <select
        class="input"
        id={parts.id}
        name={name}
        aria-invalid={parts.problem === undefined ? undefined : 'true'}
        aria-describedby={parts.describedBy}
      >
        {choices.map(({ value, title }) => (
          <option key={value} value={value} selected={value === parts.value}>
            {title}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

/** One of up to four choices. If they are stacked, each has a line of its own. */
export function Radios(props: ChoiceProps & { readonly isStacked?: boolean }): VNode {
  const { name, label, hint, isOptional, choices, isStacked } = props;
  const { id, value, problem, describedBy } = partsOf(props);
  const fieldset = (
    <fieldset class="field radios" id={id} aria-describedby={describedBy} tabIndex={-1}>
      <legend>
        {label} {isOptional && <OptionalMark />}
      </legend>
      <div class="radio-row">
        {choices.map((choice) => (
          <label class="radio" key={choice.value}>
            <input type="radio" name={name} value={choice.value} checked={choice.value === value} />
            <span>
              {choice.title}
              {choice.note !== undefined && <span class="radio-note">{choice.note}</span>}
            </span>
          </label>
        ))}
      </div>
      <HintAndError id={id} hint={hint} problem={problem} />
    </fieldset>
  );
  return isStacked ? <div class="stacked-choices">{fieldset}</div> : fieldset;
}

interface ChoiceFieldsProps extends FieldProps {
  readonly choices: readonly (Choice & {
    /** Shown while the choice is taken, or if a field among them is wrong. */
    readonly fields?: ComponentChildren;
  })[];
}

/** One of up to four choices, with the fields that a choice needs inside it. */
export function ChoiceFields(props: ChoiceFieldsProps): VNode {
  const { name, label, hint, choices } = props;
  const { id, value, problem, describedBy } = partsOf(props);
  return (
    <fieldset class="field radios" id={id} aria-describedby={describedBy} tabIndex={-1}>
      <legend>{label}</legend>
      <div class="choice-boxes">
        {choices.map(({ value: choice, title, note, fields }) => (
          <div class="choice-box" key={choice}>
            <label class="radio">
              <input type="radio" name={name} value={choice} checked={choice === value} />
              <span>
                {title}
                {note !== undefined && (
                  <span class="radio-note" id={`${id}-${choice}-note`}>
                    {note}
                  </span>
                )}
              </span>
            </label>
            {fields !== undefined && <div class="choice-fields">{fields}</div>}
          </div>
        ))}
      </div>
      <HintAndError id={id} hint={hint} problem={problem} />
    </fieldset>
  );
}

export function Checkbox(props: FieldProps): VNode {
  const { name, label, hint } = props;
  const { id, value, problem, describedBy } = partsOf(props);
  return (
    <div class="field">
      <label class="checkbox">
        <input type="checkbox" id={id} name={name} value="1" checked={value === '1'} aria-describedby={describedBy} />
        <span>{label}</span>
      </label>
      <HintAndError id={id} hint={hint} problem={problem} />
    </div>
  );
}

/** A file; the form must be multipart. */
export function FileField(props: FieldProps & { readonly accept?: string }): VNode {
  const parts = partsOf(props);
  return (
    <FieldFrame {...props} {...parts}>
      <input
        class="input input-file"
        id={parts.id}
        type="file"
        name={props.name}
        accept={props.accept}
        aria-invalid={parts.problem === undefined ? undefined : 'true'}
        aria-describedby={parts.describedBy}
      />
    </FieldFrame>
  );
}
