import type { FormValues } from '../../common/http/form-fields';

/** The fields of a form without those that were left empty. */
export function filledIn(body: FormValues): FormValues {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== ''));
}
