import type { ComponentChildren, VNode } from 'preact';
import type { FormState, ShownProblem } from '../kit/form-state';
import { texts } from '../../core/i18n';
import { Banner } from './banner';
import { Icon } from './icon';
import { TypedTextOffer } from './typed-text';
import { PostForm } from './post-form';

interface FormProps {
  readonly action: string;
  /** By default, the form is another one each time its page is shown. */
  readonly formId?: string;
  readonly children: ComponentChildren;
  /** For forms with a file. */
  readonly isMultipart?: boolean;
  /** Attributes that scripts read. */
  readonly data?: Readonly<Record<`data-${string}`, string>>;
}

/** A form that makes a change. Only the server checks it, so that all errors read alike. */
export function Form({ action, formId, children, isMultipart, data }: FormProps): VNode {
  return (
    <>
      <PostForm
        class="form"
        action={action}
        formId={formId}
        encType={isMultipart ? 'multipart/form-data' : undefined}
        noValidate
        data-form
        {...data}
      >
        {children}
      </PostForm>
      <TypedTextOffer />
    </>
  );
}

/** Fields that a form keeps, without those that have no value. */
export function HiddenFields({ fields }: { readonly fields: Readonly<Record<string, string | undefined>> }): VNode {
  return (
    <>
      {Object.entries(fields).map(
        ([name, value]) => value !== undefined && <input key={name} type="hidden" name={name} value={value} />,
      )}
    </>
  );
}

interface EnterButtonProps {
  readonly children: ComponentChildren;
  /** Name and value that the form sends if Enter submits it. */
  readonly name?: string;
  readonly value?: string;
  /** It sends the fields in the address. */
  readonly formMethod?: 'get';
}

/** The first button of a form, which Enter in a field presses: for forms with further buttons among their fields. */
export function EnterButton({ children, name, value, formMethod }: EnterButtonProps): VNode {
  return (
    <button
      class="visually-hidden"
      type="submit"
      formMethod={formMethod}
      name={name}
      value={value}
      tabIndex={-1}
      aria-hidden="true"
    >
      {children}
    </button>
  );
}

/** Says why a form was refused, with links to its fields. Nothing for a form that was not refused. */
export function ErrorSummary({ form, title }: { readonly form: FormState; readonly title: string }): VNode | null {
  if (form.message === undefined) {
    return null;
  }
  const count = form.problems.length;
  const counted = count === 0 ? title : texts('components').fieldsNeedChange({ title, count });
  return (
    <Banner tone="bad" id="errors" title={counted} isAlert>
      {count === 0 ? <span lang={form.messageLang}>{form.message}</span> : <ProblemLinks form={form} />}
    </Banner>
  );
}

function ProblemLinks({ form }: { readonly form: FormState }): VNode {
  const t = texts('components');
  return (
    <ul class="problems">
      {form.problems.map(({ field, message, lang, isNameless }) => {
        const label = isNameless ? form.labelOf(field) : undefined;
        return (
          <li key={field}>
            <a href={`#${idOf(field)}`} lang={lang}>
              {label === undefined ? message : t.problemOf({ field: label, message })}
            </a>
          </li>
        );
      })}
    </ul>
  );
}

interface FormGroupProps {
  /** Unique in the form. */
  readonly id: string;
  readonly title: string;
  readonly note?: string;
  readonly children: ComponentChildren;
}

/** Fields that belong together. */
export function FormGroup({ id, title, note, children }: FormGroupProps): VNode {
  return (
    <fieldset class="form-group" aria-labelledby={`${id}-title`}>
      <div class="form-group-head">
        <h2 id={`${id}-title`}>{title}</h2>
        {note !== undefined && <p>{note}</p>}
      </div>
      <div class="form-fields">{children}</div>
    </fieldset>
  );
}

interface FieldRowProps {
  readonly children: ComponentChildren;
  /** The fields have long texts: on a phone, each has a line of its own. */
  readonly hasTexts?: boolean;
}

/** Two or three fields in one line. */
export function FieldRow({ children, hasTexts }: FieldRowProps): VNode {
  return <div class={hasTexts ? 'field-row field-row-texts' : 'field-row'}>{children}</div>;
}

interface FieldPanelProps {
  readonly children: ComponentChildren;
  /** The name of the part for screen readers. */
  readonly label?: string;
}

/** One of several equal parts of a form, such as a contact. */
export function FieldPanel({ children, label }: FieldPanelProps): VNode {
  return (
    <div class="panel" role={label === undefined ? undefined : 'group'} aria-label={label}>
      {children}
    </div>
  );
}

/** The buttons below a form. */
export function FormFoot({ children }: { readonly children: ComponentChildren }): VNode {
  return <div class="form-foot">{children}</div>;
}

export interface FieldProps {
  readonly form: FormState;
  /** The name in the body, with brackets for a list: `contact_name[]`. */
  readonly name: string;
  /** The place in a list. Its problem is that of the field `name.index`. */
  readonly index?: number;
  readonly label: string;
  readonly hint?: ComponentChildren;
  readonly isOptional?: boolean;
  readonly autoComplete?: string;
}

/** The id of the control of a field, or of `name.index` in a list. */
export function idOf(field: string): string {
  return `field-${field.replace(/[^\w-]/g, '-')}`;
}

/** The parts of a control: id, value, error and description. */
export interface FieldParts {
  readonly id: string;
  readonly value: string;
  readonly problem?: ShownProblem;
  readonly describedBy?: string;
}

export function partsOf({ form, name, index, label, hint }: FieldProps): FieldParts {
  const key = name.replace(/\[\]$/, '');
  const field = index === undefined ? key : `${key}.${index}`;
  const id = idOf(field);
  const problem = form.shownProblemOf(field);
  form.setLabel(field, label);
  const described = [hint === undefined ? '' : `${id}-hint`, problem === undefined ? '' : `${id}-error`];
  return {
    id,
    value: form.value(key, index),
    problem,
    describedBy: described.filter(Boolean).join(' ') || undefined,
  };
}

type FieldFrameProps = Pick<FieldProps, 'label' | 'hint' | 'isOptional'> &
  FieldParts & { readonly children: ComponentChildren };

/** Label, control, hint and error. */
export function FieldFrame({ id, label, hint, isOptional, problem, children }: FieldFrameProps): VNode {
  return (
    <div class="field">
      <label for={id}>
        {label} {isOptional && <OptionalMark />}
      </label>
      {children}
      <HintAndError id={id} hint={hint} problem={problem} />
    </div>
  );
}

export function OptionalMark(): VNode {
  return <span class="optional">{texts('components').optional}</span>;
}

interface HintAndErrorProps {
  readonly id: string;
  readonly hint?: ComponentChildren;
  readonly problem?: ShownProblem | string;
}

export function HintAndError({ id, hint, problem }: HintAndErrorProps): VNode {
  const { message, lang } = typeof problem === 'object' ? problem : { message: problem };
  return (
    <>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {message !== undefined && (
        <p class="field-error" id={`${id}-error`}>
          <Icon name="circle-alert" size={14} />
          <span lang={lang}>{message}</span>
        </p>
      )}
    </>
  );
}
