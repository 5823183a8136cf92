import type { BulkChange } from '../../licensing/bulk/bulk-changes.service';
import type { PageTexts } from '../../i18n/messages';

type ChangeTexts = PageTexts<'bulk'>['verb'];

/** A text about a change of some licenses, with what it gives them. */
export function changeText(texts: ChangeTexts, change: BulkChange, count: number): string {
  switch (change.verb) {
    case 'extend':
      return texts.extend({ count, days: change.days });
    case 'assign':
      return texts.assign({ count, customer: change.customer?.name ?? null });
    case 'disable':
    case 'enable':
    case 'revoke':
      return texts[change.verb]({ count });
  }
}
