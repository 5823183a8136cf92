import type { Type } from '@nestjs/common';
import {
  DomainError,
  type FieldProblem,
  type FormValues,
  InvalidRequest,
  type ProblemKind,
  RequestValidationPipe,
} from '../../core/common';
import { needsReason, takeChangeReason } from './change-reason';
import { type FormMessages, FormState } from './form-state';
import { type FormGroups, inputIn, labeled, messagesOf } from './form-table';
import type { Page, SeeOther } from './page';

export interface ChangeAttempt {
  /** The values to show again; none if the form has no fields. */
  readonly body?: FormValues;
  readonly messages?: FormMessages;
  /** Makes the change. */
  readonly submit: () => Promise<Page | SeeOther>;
  /** The form, shown again with what is wrong with it. */
  readonly show: (form: FormState) => Page | Promise<Page>;
  /** The form has fields for the reason of the change. Without them, a page of its own asks for a reason that is missing. */
  readonly asksReason?: boolean;
}

export interface FormSubmission<I extends object> extends Omit<ChangeAttempt, 'submit'> {
  /** The DTO that validates the fields; fields that it does not have are ignored. */
  readonly input: Type<I>;
  /** Reads the fields of the DTO from the body; by default, they are the body's own. */
  readonly fields?: (body: FormValues) => object | Promise<object>;
  /** Finds what is wrong beyond the DTO: all of it is shown together with what the DTO refuses. */
  readonly check?: () => Promise<readonly FieldProblem[]>;
  /** Makes the change. */
  readonly submit: (input: I) => Promise<Page | SeeOther>;
}

/** Refusals that the form itself shows; all others get a page of their own. */
const STATUS_BY_KIND: Partial<Record<ProblemKind, number>> = {
  invalid: 422,
  unprocessable: 422,
  unauthenticated: 401,
  conflict: 409,
  'too-many': 429,
};

const validation = new RequestValidationPipe();

/** Validates a form and makes its change. A refused form is shown again with its values. */
export function submitForm<I extends object>(submission: FormSubmission<I>): Promise<Page | SeeOther> {
  const { body = {}, messages, show, asksReason } = submission;
  return attemptChange({
    body,
    messages,
    submit: async () => submission.submit(await validated(submission, body)),
    show,
    asksReason,
  });
}

interface FieldsSubmission<I extends object> extends Omit<FormSubmission<I>, 'fields'> {
  readonly groups: FormGroups;
  /** The texts of the page, from which the fields take theirs. */
  readonly texts: object;
}

/** Submits a form whose fields are in a table, on a page that is not its own. */
export function submitFields<I extends object>(submission: FieldsSubmission<I>): Promise<Page | SeeOther> {
  const groups = labeled(submission.groups, submission.texts);
  return submitForm({
    ...submission,
    fields: (body) => inputIn(groups, body),
    messages: { ...messagesOf(groups), ...submission.messages },
  });
}

/** Makes a change. If it is refused, the form is shown again: a confirmation, or a form that the change itself reads. */
export async function attemptChange(attempt: ChangeAttempt): Promise<Page | SeeOther> {
  const { body = {}, messages, submit, show, asksReason } = attempt;
  try {
    await takeChangeReason(body);
    return await submit();
  } catch (error) {
    const status = error instanceof DomainError ? statusOf(error) : undefined;
    const isAskedElsewhere = needsReason(error) && !asksReason;
    if (!(error instanceof DomainError) || status === undefined || isAskedElsewhere) {
      throw error;
    }
    const page = await show(FormState.refused(body, error, messages));
    return page.refused(status, error.retryAfter);
  }
}

/** A field may also name something that does not exist. */
function statusOf({ kind, fields }: DomainError): number | undefined {
  return kind === 'not-found' && fields ? 422 : STATUS_BY_KIND[kind];
}

async function validated<I extends object>(submission: FormSubmission<I>, body: FormValues): Promise<I> {
  const { input: metatype, fields, check } = submission;
  const transformed = validation.transform(fields ? await fields(body) : body, { type: 'body', metatype });
  const problems = check ? [...(await problemsOf(transformed)), ...(await check())] : [];
  if (problems.length > 0) {
    throw new InvalidRequest(problems);
  }
  const value = await transformed;
  if (!(value instanceof metatype)) {
    throw new Error(`The form was not converted to ${metatype.name}`);
  }
  return value;
}

/** The fields that an attempt refuses. Other failures are thrown. */
export async function problemsOf(attempt: Promise<unknown>): Promise<readonly FieldProblem[]> {
  try {
    await attempt;
    return [];
  } catch (error) {
    if (error instanceof DomainError && error.fields && statusOf(error) !== undefined) {
      return error.fields;
    }
    throw error;
  }
}
