import type { Problem } from '../../core/common';

/** The hidden field of every form that makes a change: a random text, new each time the page is shown. */
export const FORM_ID = 'form_id';

/** Whether a form was refused because it was sent before. */
export function isOfSentForm({ rule }: Problem): boolean {
  return rule === 'FORM_ALREADY_SENT' || rule === 'FORM_IN_PROGRESS';
}
