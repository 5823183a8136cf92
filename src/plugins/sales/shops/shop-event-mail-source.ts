import { Injectable } from '@nestjs/common';
import { type MailSubjectFacts, MailSubjectSource } from '../../../core/mail/mail-subject-source';
import type { Event } from '../../../core/platform/records/event.entity';

/** The events of shops that need attention, which the vendor is told of. */
@Injectable()
export class ShopEventMailSource extends MailSubjectSource {
  readonly about = 'shop_event';

  read({ data }: Event): Promise<MailSubjectFacts> {
    return Promise.resolve({ event: data, template: null, customer: null });
  }
}
