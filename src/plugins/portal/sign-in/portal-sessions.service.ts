import { Injectable } from '@nestjs/common';
import { LessThanOrEqual, MoreThan } from 'typeorm';
import { Clock, DAY, foldedAddress, Randomness } from '../../../core/common';
import { Customer, CustomerUser } from '../../../core/customers';
import { AnomalyReactionsService } from '../../../core/licensing';
import { SettingValuesService, UnitOfWork } from '../../../core/platform';
import type { PortalVisitor } from '../frame/portal-visitor';
import { PORTAL } from '../frame/portal.settings';
import { allowedReturnUrl } from '../frame/return-url';
import { ClaimTries } from '../claims/claim-tries.entity';
import { PortalAddress } from './portal-address.entity';
import { PortalLink } from './portal-link.entity';
import { hashOf } from './portal-links.service';
import { PortalSession } from './portal-session.entity';

const TOKEN_BYTES = 32;
/** A session ends after this time, used or not. */
export const SESSION_SECONDS = 86_400;
/** Sessions of one address; older ones end. */
const MAX_SESSIONS = 100;
/** Customers with the same address, and companies of one person, at most. */
const MAX_CUSTOMERS = 50;

/** Sessions of customers in the portal. */
@Injectable()
export class PortalSessionsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    private readonly settings: SettingValuesService,
    private readonly reactions: AnomalyReactionsService,
  ) {}

  /**
   * Returns the value of the cookie.
   * @param returnUrl address at the vendor's site, to which the pages lead back
   */
  async start(email: string, returnUrl: string | null = null): Promise<string> {
    const token = this.randomness.secret(TOKEN_BYTES);
    const expiresAt = new Date(this.clock.now().getTime() + SESSION_SECONDS * 1_000);
    await this.work.manager.insert(PortalSession, { tokenHash: hashOf(token), email, expiresAt, returnUrl });
    await this.work.manager.query(DELETE_OLD, [email, MAX_SESSIONS]);
    await this.verified(email);
    return token;
  }

  /** Notes that somebody has proved to have the address: the owner of a license may have been asked for it. */
  async verified(email: string): Promise<void> {
    await this.reactions.signedIn(email);
    await this.work.manager.upsert(PortalAddress, { email, verifiedAt: this.clock.now() }, ['email']);
  }

  /** Null without a session, and if no customer has its address any more. */
  async find(token: string): Promise<PortalVisitor | null> {
    const unexpired = { tokenHash: hashOf(token), expiresAt: MoreThan(this.clock.now()) };
    const session = await this.work.manager.findOneBy(PortalSession, unexpired);
    const visitor = session && (await this.visitorOf(session.email));
    return visitor && { ...visitor, returnUrl: this.allowed(session.returnUrl) };
  }

  /** Null for an address that the vendor has taken from the list since. */
  private allowed(returnUrl: string | null | undefined): string | null {
    return returnUrl ? allowedReturnUrl(returnUrl, this.settings.get(PORTAL.returnUrls)) : null;
  }

  async end(token: string): Promise<void> {
    await this.work.manager.delete(PortalSession, { tokenHash: hashOf(token) });
  }

  /** Whoever has lost an address is signed out everywhere. */
  async endAllOf(email: string): Promise<void> {
    await this.work.manager.delete(PortalSession, { email });
  }

  /** Null if neither a customer nor a user of a company has the address. */
  async visitorOf(address: string): Promise<PortalVisitor | null> {
    const email = foldedAddress(address);
    const query = { where: { email }, order: { id: 'ASC' }, take: MAX_CUSTOMERS } as const;
    const own = await this.work.manager.find(Customer, query);
    const users = await this.work.manager.find(CustomerUser, { ...query, relations: { customer: true } });
    const memberships = users.flatMap((user) => (user.customer ? [{ ...user, customer: user.customer }] : []));
    return own.length > 0 || memberships.length > 0 ? { email, own, memberships } : null;
  }

  /** Deletes expired sessions, links and counts, and addresses that nobody has any more. A link stays for a day, so that its page can say that it has expired. */
  async sweep(): Promise<void> {
    const now = this.clock.now();
    await this.work.manager.delete(PortalSession, { expiresAt: LessThanOrEqual(now) });
    await this.work.manager.delete(PortalLink, { expiresAt: LessThanOrEqual(new Date(now.getTime() - DAY)) });
    await this.work.manager.delete(ClaimTries, { since: LessThanOrEqual(new Date(now.getTime() - DAY)) });
    await this.work.manager.query(DELETE_UNUSED);
  }
}

const DELETE_UNUSED = `
  DELETE FROM portal_addresses known
  WHERE NOT EXISTS (SELECT FROM customers WHERE email = known.email)
    AND NOT EXISTS (SELECT FROM customer_users WHERE email = known.email)`;

const DELETE_OLD = `
  DELETE FROM portal_sessions WHERE id IN (SELECT id FROM portal_sessions WHERE email = $1 ORDER BY id DESC OFFSET $2)`;
