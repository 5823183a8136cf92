import { Injectable } from '@nestjs/common';
import { foldedAddress } from '../../common/email-address';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import type { Page, PageRequest } from '../../common/pagination/page-request';
import { advisoryLock } from '../database/advisory-lock';
import { searchPattern } from '../database/like-pattern';
import { readPage } from '../database/read-page';
import { UnitOfWork } from '../database/unit-of-work';
import { MailBounce } from './mail-bounce.entity';

const LOCK = 'mail bounces';

/** An e-mail that came back, as the mail provider says. */
export interface Bounce {
  readonly email: string;
  readonly reason?: string | null;
  /** Message-ID of the e-mail, if the provider names it. */
  readonly messageId?: string | null;
  /** Whether the address does not work any more; otherwise only this e-mail came back. */
  readonly isPermanent: boolean;
  /** Whether the recipient got it, as one who complains; its entry in the log stays as it is. */
  readonly hasArrived?: boolean;
}

export interface BounceFilter {
  /** Part of the address or of the reason. */
  readonly q?: string;
}

/** Addresses that take no e-mails any more. */
@Injectable()
export class MailBouncesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Notes the reason at the e-mail and, if it is permanent, marks the address. Null if the address is not marked. */
  report({
    email,
    reason = null,
    messageId = null,
    isPermanent,
    hasArrived = false,
  }: Bounce): Promise<MailBounce | null> {
    const address = foldedAddress(email);
    return this.work.run(async (manager) => {
      if (messageId !== null && !hasArrived) {
        await manager.query(RETURNED, [messageId, address, reason ?? NO_REASON]);
      }
      await advisoryLock(manager, LOCK);
      const known = await manager.findOneBy(MailBounce, { email: address });
      if (known || !isPermanent) {
        return known;
      }
      const bounce = manager.create(MailBounce, { email: address, reason, messageId, createdAt: this.clock.now() });
      return this.work.create('mail.bounced', bounce);
    });
  }

  list(page: PageRequest, { q }: BounceFilter = {}): Promise<Page<MailBounce>> {
    const query = this.work.manager.createQueryBuilder(MailBounce, 'bounce');
    if (q !== undefined) {
      query.andWhere('(bounce.email ILIKE :q OR bounce.reason ILIKE :q)', { q: searchPattern(q) });
    }
    return readPage(query, page);
  }

  find(email: string): Promise<MailBounce | null> {
    return this.work.manager.findOneBy(MailBounce, { email: foldedAddress(email) });
  }

  /** The address takes e-mails again. */
  clear(email: string): Promise<void> {
    return this.work.run(async (manager) => {
      await advisoryLock(manager, LOCK);
      const bounce = await this.find(email);
      if (!bounce) {
        throw problem('MAIL_BOUNCE_NOT_FOUND');
      }
      await this.work.remove('mail.bounce_cleared', MailBounce, bounce);
    });
  }
}

const NO_REASON = 'The e-mail came back';

// An e-mail of another recipient stays as it is, whoever knows its Message-ID.
const RETURNED = `
  UPDATE mails SET state = 'failed', error = $3 WHERE message_id = $1 AND to_address = $2 AND state = 'sent'`;
