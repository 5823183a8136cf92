import { currentRequest, DomainError, type FormValues, InvalidRequest, RequestValidationPipe } from '../../core/common';
import { ChangeReasonDto, changeReasonOf } from '../../core/common/internal';
import { textIn } from './form-input';

export const REASON_FIELD = 'reason';
/** Products, versions and customers have a `reference` of their own. */
export const REFERENCE_FIELD = 'change_reference';

const validation = new RequestValidationPipe();

/** Takes the reason of a form for the records of its changes. Throws if it is invalid. */
export async function takeChangeReason(body: FormValues): Promise<void> {
  const current = currentRequest();
  if (!current?.changeReason) {
    return;
  }
  const fields = { reason: textIn(body, REASON_FIELD), reference: textIn(body, REFERENCE_FIELD) };
  try {
    const given: unknown = await validation.transform(fields, { type: 'body', metatype: ChangeReasonDto });
    current.changeReason = changeReasonOf(given as ChangeReasonDto, current.changeReason.isRequired);
  } catch (error) {
    throw error instanceof InvalidRequest ? withFormFields(error) : error;
  }
}

export function needsReason(error: unknown): error is DomainError {
  return error instanceof DomainError && error.code === 'REASON_REQUIRED';
}

function withFormFields({ fields }: InvalidRequest): InvalidRequest {
  return new InvalidRequest(
    fields.map((problem) => (problem.field === 'reference' ? { ...problem, field: REFERENCE_FIELD } : problem)),
  );
}
