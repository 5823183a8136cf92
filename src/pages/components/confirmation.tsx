import type { Type } from '@nestjs/common';
import type { ComponentChildren, VNode } from 'preact';
import { currentRequest, type FormValues } from '../../core/common';
import { texts } from '../../core/i18n';
import { Banner } from './banner';
import { Button, ButtonLink } from './button';
import { FieldGroups } from './field-groups';
import { ErrorSummary, Form, FormFoot } from './form';
import { type FormMessages, FormState } from '../kit/form-state';
import { type FormGroups, initialValues, labeled } from '../kit/form-table';
import { Page, PageForm, type SeeOther } from '../kit/page';
import { submitFields } from '../kit/submit-form';
import { type Consequence, Consequences } from './lists';
import { type Crumb, PageHeader, Section } from './page-parts';
import { ReasonFields } from './reason-fields';
import { DescriptionList, type Detail } from './text';

interface ConfirmationProps {
  /** The question. */
  readonly title: string;
  readonly crumbs: readonly Crumb[];
  /** For a form that can be refused. */
  readonly form?: FormState;
  readonly lead?: ComponentChildren;
  /** Whether it can be undone, and what to do instead. Without it, the action is harmless. */
  readonly undo?: { readonly isPossible: boolean; readonly text: string };
  readonly about: readonly Detail[];
  readonly consequences?: readonly Consequence[];
  readonly action: string;
  /** The button that does it: "Delete lead". */
  readonly verb: string;
  /** The way back: "Keep lead". */
  readonly keep: { readonly title: string; readonly href: string };
  /** A milder action, as a button with an address of its own. */
  readonly instead?: ComponentChildren;
  /** Fields, such as a reason. */
  readonly children?: ComponentChildren;
}

/** Asks before an action, such as one that cannot be undone. */
export function confirmation(props: ConfirmationProps): Page {
  return new Page({ title: props.title, width: 'confirmation', body: <Confirmation {...props} /> });
}

function Confirmation(props: ConfirmationProps): VNode {
  const {
    title,
    crumbs,
    lead,
    form = FormState.empty(),
    undo,
    about,
    consequences,
    action,
    verb,
    keep,
    instead,
    children,
  } = props;
  const t = texts('components');
  return (
    <>
      <PageHeader title={title} crumbs={crumbs} lead={lead} />
      <ErrorSummary form={form} title={t.nothingChanged} />
      {undo && (
        <Banner
          tone={undo.isPossible ? 'neutral' : 'bad'}
          id="undo"
          icon={undo.isPossible ? 'info' : 'ban'}
          title={undo.isPossible ? t.canBeUndone : t.cannotBeUndone}
        >
          {undo.text}
        </Banner>
      )}
      <DescriptionList items={about} />
      {consequences && (
        <Section id="consequences" title={t.whatHappens}>
          <Consequences items={consequences} />
        </Section>
      )}
      <div class="section">
        <Form action={action}>
          {children}
          <FormFoot>
            <Button look={undo ? 'danger-solid' : 'primary'} text={verb} />
            <ButtonLink href={keep.href} text={keep.title} />
            {instead}
          </FormFoot>
        </Form>
      </div>
    </>
  );
}

interface ConfirmedChange<I extends object> extends Omit<ConfirmationProps, 'form' | 'children'> {
  /** Fields, such as a reason. */
  readonly groups?: FormGroups;
  /** The texts of the page, from which the fields take theirs. */
  readonly texts?: object;
  /** The DTO that validates the fields. */
  readonly input?: Type<I>;
  /** Texts by field, `field:reason` or error code. */
  readonly messages?: FormMessages;
  /** Makes the change. */
  readonly submit: (input: I) => Promise<Page | SeeOther>;
}

/** The input of a confirmation without fields. */
class NoFields {
  readonly none?: undefined;
}

/** A confirmation with its change: a GET asks, a POST makes the change. */
export class ConfirmForm<I extends object = NoFields> extends PageForm {
  constructor(private readonly change: ConfirmedChange<I>) {
    super();
  }

  show(form?: FormState): Page {
    const { groups = [], texts: t = {} } = this.change;
    const fields = labeled(groups, t);
    const shown = form ?? FormState.of(initialValues(fields));
    // Not of the viewer's own account, for example.
    const isChange = currentRequest()?.changeReason !== undefined;
    const children = (
      <>
        {isChange && <ReasonFields form={shown} isDestructive={this.change.undo !== undefined} />}
        <FieldGroups form={shown} groups={fields} />
      </>
    );
    return confirmation({ ...this.change, form: shown, children });
  }

  /** Makes the change, or asks again and says why it was refused. */
  submit(body: FormValues = {}): Promise<Page | SeeOther> {
    const { groups = [], texts: t = {}, input = NoFields as Type<I>, messages, submit } = this.change;
    return submitFields({
      body,
      groups,
      texts: t,
      input,
      messages,
      submit,
      show: (form) => this.show(form),
      asksReason: true,
    });
  }
}
