import type { Type } from '@nestjs/common';
import { DomainError } from '../../common/errors/domain-error';
import type { FieldProblem, ProblemKind } from '../../common/errors/problem';
import type { FormValues } from '../../common/http/form-fields';
import { InvalidRequest, RequestValidationPipe } from '../../common/http/request-validation.pipe';
import { type FormMessages, FormState } from './form-state';
import type { Page, SeeOther } from './page';

export interface FormSubmission<I extends object> {
  /** Undefined if the request has no body. */
  readonly body: FormValues | undefined;
  /** The DTO that validates the body; fields that it does not have are ignored. */
  readonly input: Type<I>;
  /** Finds what is wrong beyond the DTO: all of it is shown together with what the DTO refuses. */
  readonly check?: () => Promise<readonly FieldProblem[]>;
  readonly messages?: FormMessages;
  /** Makes the change. */
  readonly submit: (input: I) => Promise<Page | SeeOther>;
  /** The form, shown again with what is wrong with it. */
  readonly show: (form: FormState) => Page | Promise<Page>;
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
export async function submitForm<I extends object>(submission: FormSubmission<I>): Promise<Page | SeeOther> {
  const { body = {}, messages, submit, show } = submission;
  try {
    return await submit(await validated(submission, body));
  } catch (error) {
    const status = error instanceof DomainError ? statusOf(error) : undefined;
    if (!(error instanceof DomainError) || status === undefined) {
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
  const { input: metatype, check } = submission;
  const transformed = validation.transform(body, { type: 'body', metatype });
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
