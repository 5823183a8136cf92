import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Randomness } from '../../../core/common';
import { UnitOfWork } from '../../../core/platform';
import { type LinkPurpose, PortalLink } from './portal-link.entity';

const TOKEN_BYTES = 32;
export const SIGN_IN_MINUTES = 15;
export const CHANGE_HOURS = 24;

/** Links of one address that the vendor's site has asked for; older ones are deleted. */
const MAX_OF_VENDOR = 20;

/** The page of links that confirm a change of the address. */
export const CONFIRM_CHANGE_PATH = '/portal/confirm-email';

const LIFETIMES: Readonly<Record<LinkPurpose, number>> = {
  sign_in: SIGN_IN_MINUTES * 60_000,
  leave_address: CHANGE_HOURS * 3_600_000,
  take_address: CHANGE_HOURS * 3_600_000,
};

/** `valid` until it is used or has expired. */
export type LinkState = 'valid' | 'used' | 'expired';

export interface FoundLink {
  readonly link: PortalLink;
  readonly state: LinkState;
}

export function hashOf(token: string): string {
  return hash('sha256', token);
}

/** Links in e-mails, of which only a hash is stored. */
@Injectable()
export class PortalLinksService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
  ) {}

  newToken(): string {
    return this.randomness.secret(TOKEN_BYTES);
  }

  /** Joins the caller's transaction. */
  async add(token: string, link: Pick<PortalLink, 'purpose' | 'email'> & Partial<PortalLink>): Promise<void> {
    await this.insert(token, link, LIFETIMES[link.purpose]);
  }

  /** Adds a link that the vendor's site asked for. The newest ones of an address work. Returns its end. */
  async addOfVendor(
    token: string,
    link: Pick<PortalLink, 'email' | 'opens' | 'returnUrl'>,
    lifetimeMs: number,
  ): Promise<Date> {
    const expiresAt = await this.insert(token, { ...link, purpose: 'sign_in' }, lifetimeMs);
    await this.work.manager.query(DELETE_OLD_OF_VENDOR, [link.email, MAX_OF_VENDOR]);
    return expiresAt;
  }

  private async insert(
    token: string,
    link: Pick<PortalLink, 'purpose' | 'email'> & Partial<PortalLink>,
    lifetimeMs: number,
  ): Promise<Date> {
    const expiresAt = new Date(this.clock.now().getTime() + lifetimeMs);
    await this.work.manager.insert(PortalLink, { ...link, tokenHash: hashOf(token), expiresAt });
    return expiresAt;
  }

  /** Null for a text that is no token. */
  async find(token: string, purposes: readonly LinkPurpose[]): Promise<FoundLink | null> {
    const link = await this.work.manager.findOneBy(PortalLink, { tokenHash: hashOf(token) });
    return link && purposes.includes(link.purpose) ? { link, state: this.stateOf(link) } : null;
  }

  /**
   * Null for a link that was used before or has expired: of two uses at once, one succeeds. Locks the other link of a change of
   * the address too: of two confirmations at once, the second sees the first.
   */
  async use(token: string, purposes: readonly LinkPurpose[]): Promise<PortalLink | null> {
    const now = this.clock.now();
    await this.work.manager.query(LOCK_BOTH, [hashOf(token)]);
    const found = await this.find(token, purposes);
    const { affected } = await this.work.manager
      .createQueryBuilder()
      .update(PortalLink)
      .set({ usedAt: now })
      .where('id = :id AND used_at IS NULL AND expires_at > :now', { id: found?.link.id ?? 0, now })
      .execute();
    return found && affected === 1 ? found.link : null;
  }

  /** Whether the other link of a change of the address was used. */
  async isOtherUsed({ otherHash }: PortalLink): Promise<boolean> {
    const other = await this.work.manager.findOneBy(PortalLink, { tokenHash: otherHash ?? '' });
    return other !== null && other.usedAt !== null;
  }

  private stateOf({ usedAt, expiresAt }: PortalLink): LinkState {
    if (usedAt) {
      return 'used';
    }
    return expiresAt > this.clock.now() ? 'valid' : 'expired';
  }
}

const DELETE_OLD_OF_VENDOR = `
  DELETE FROM portal_links WHERE id IN (
    SELECT id FROM portal_links WHERE email = $1 AND opens IS NOT NULL ORDER BY id DESC OFFSET $2
  )`;

// In the order of the ids, so that two confirmations take turns.
const LOCK_BOTH = `
  SELECT id FROM portal_links WHERE token_hash = $1
    OR token_hash = (SELECT other_hash FROM portal_links WHERE token_hash = $1)
  ORDER BY id FOR NO KEY UPDATE`;
