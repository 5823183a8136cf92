import type { VNode } from 'preact';
import { FieldFrame, type FieldProps, partsOf } from './form';

/** The six digits of an authenticator app. Browsers offer codes that they receive, and phones show digits. */
export function CodeField(props: Omit<FieldProps, 'autoComplete'> & { readonly hasFocus?: boolean }): VNode {
  const parts = partsOf(props);
  return (
    <FieldFrame {...props} {...parts}>
      <input
        class="input one-time-code"
        id={parts.id}
        type="text"
        name={props.name}
        value={parts.value}
        inputMode="numeric"
        autoComplete="one-time-code"
        autoFocus={props.hasFocus}
        aria-invalid={parts.problem === undefined ? undefined : 'true'}
        aria-describedby={parts.describedBy}
      />
    </FieldFrame>
  );
}
