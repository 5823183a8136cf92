import { Injectable } from '@nestjs/common';
import { MailSubjectSource } from '../../../core/mail';
import { type MailSubjectFacts } from '../../../core/mail/internal';
import type { Event } from '../../../core/platform';

/** The events of shops that need attention, which the vendor is told of. */
@Injectable()
export class ShopEventMailSource extends MailSubjectSource {
  readonly about = 'shop_event';

  read({ data }: Event): Promise<MailSubjectFacts> {
    return Promise.resolve({ event: data, template: null, customer: null });
  }
}
