import { Injectable } from '@nestjs/common';
import { CustomersService } from '../../../core/customers';
import type { Language } from '../../../core/i18n';
import { UnitOfWork } from '../../../core/platform';
import type { PortalVisitor } from '../frame/portal-visitor';
import { PortalMailsService } from '../mails/portal-mails.service';
import type { PortalLink } from '../sign-in/portal-link.entity';
import { hashOf, PortalLinksService } from '../sign-in/portal-links.service';
import { PortalSessionsService } from '../sign-in/portal-sessions.service';

const PURPOSES = ['leave_address', 'take_address'] as const;

/** Changes the e-mail address of a customer, once it was confirmed at the old and at the new one. */
@Injectable()
export class ChangeAddressService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly customers: CustomersService,
    private readonly links: PortalLinksService,
    private readonly sessions: PortalSessionsService,
    private readonly mails: PortalMailsService,
  ) {}

  /** Sends a link to both addresses. */
  begin(visitor: PortalVisitor, newEmail: string, language: Language): Promise<void> {
    const { email } = visitor;
    const tokens = { leave: this.links.newToken(), take: this.links.newToken() };
    return this.work.run(async () => {
      const change = { email, newEmail, customerIds: visitor.own.map(({ id }) => id) };
      await this.links.add(tokens.leave, { ...change, purpose: 'leave_address', otherHash: hashOf(tokens.take) });
      await this.links.add(tokens.take, { ...change, purpose: 'take_address', otherHash: hashOf(tokens.leave) });
      const mails = [
        { to: email, token: tokens.leave },
        { to: newEmail, token: tokens.take },
      ];
      // In the order of the addresses, whose limits are locked.
      for (const mail of mails.sort((one, other) => (one.to < other.to ? -1 : 1))) {
        await this.mails.confirmAddress(visitor, { ...mail, newEmail, language });
      }
    });
  }

  /** Null for a link that does not work. */
  async find(token: string): Promise<PortalLink | null> {
    const found = await this.links.find(token, PURPOSES);
    return found?.state === 'valid' ? found.link : null;
  }

  /** The second confirmation makes the change. Sessions of both addresses end. */
  confirm(token: string): Promise<'invalid' | 'waiting' | 'changed'> {
    return this.work.run(async (manager) => {
      const found = await this.links.find(token, PURPOSES);
      // Before the links, as whoever changes one of these customers does.
      await manager.query(LOCK_CUSTOMERS, [found?.link.customerIds ?? []]);
      const link = await this.links.use(token, PURPOSES);
      if (!link) {
        return 'invalid';
      }
      if (!(await this.links.isOtherUsed(link))) {
        return 'waiting';
      }
      const { email, newEmail, customerIds } = link;
      const visitor = await this.sessions.visitorOf(email);
      // Not of those who got the address meanwhile.
      for (const { uid } of (visitor?.own ?? []).filter(({ id }) => customerIds?.includes(id))) {
        await this.customers.change(uid, { email: newEmail, allowDuplicateEmail: true });
      }
      await this.sessions.endAllOf(email);
      await this.sessions.verified(newEmail ?? email);
      return 'changed';
    });
  }
}

const LOCK_CUSTOMERS = 'SELECT id FROM customers WHERE id = ANY ($1::bigint[]) ORDER BY id FOR NO KEY UPDATE';
