import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Policy } from '../../../core/catalog';
import { Clock, constantTimeEqual, problem, referenced } from '../../../core/common';
import type { License } from '../../../core/licenses';
import { LicensesService } from '../../../core/licensing';
import { SecretsService } from '../../../core/platform';
import { type ContinuationAction, CONTINUATIONS } from '../orders/continuation';
import { ContinuationPlansService, type NewContinuation } from '../orders/continuation-plans.service';
import { checkoutFor, CheckoutsService, urlAt } from './checkouts.service';
import type { LinkedPurchase } from './sale-continuation';
import { ShopsService } from './shops.service';

/** Lifetime of a link in seconds. */
export const LINK_LIFETIME = { min: 300, max: 366 * 86_400, default: 30 * 86_400 };
/** Shops take at least so many characters. */
export const MAX_REFERENCE_LENGTH = 200;

const PREFIX = 'kw1';
const MAC_BYTES = 16;

export interface PurchaseLink {
  readonly reference: string;
  /** Address of a checkout that carries the reference; null if no mapping has one. */
  readonly url: string | null;
  readonly expiresAt: Date;
}

/** A payment for a license that exists, and its effect. */
export type NewPurchase = Omit<NewContinuation, 'license'>;

export interface PurchaseLinkTerms {
  /** In seconds. */
  readonly lifetime: number;
  /** Uid or name of the shop whose checkout is meant. */
  readonly shop?: string | undefined;
}

/** The meaning of a reference. */
export interface ReadReference {
  readonly purchase: LinkedPurchase;
  readonly expiresAt: Date;
}

/**
 * Signed references for payments that continue a license. A shop carries one from its checkout to its events. It holds all that
 * it says, `kw1.<action>.<license>.<end>.<parameter>.<signature>`, and gives nothing until it is paid.
 */
@Injectable()
export class PurchaseLinksService {
  constructor(
    private readonly licenses: LicensesService,
    private readonly plans: ContinuationPlansService,
    private readonly secrets: SecretsService,
    private readonly shops: ShopsService,
    private readonly checkouts: CheckoutsService,
    private readonly clock: Clock,
  ) {}

  /** Refused if a payment now would be. */
  async create(id: string, input: NewPurchase, { lifetime, shop: name }: PurchaseLinkTerms): Promise<PurchaseLink> {
    const { license } = await this.licenses.get(id);
    const { policy } = await this.plans.planFor(license, { ...input, hasPeriod: true }, '');
    const shop = name === undefined ? undefined : await referenced('shop', this.shops.named(name));
    const link = await this.linkFor(license, policy, input, lifetime);
    const checkout = checkoutFor(await this.checkouts.of(license, shop), policy, input.action);
    return { ...link, url: checkout ? urlAt(checkout, link.reference) : null };
  }

  /** A reference for a payment that is possible. @param policy of the license after the payment */
  async linkFor(
    license: License,
    policy: Policy,
    input: NewPurchase,
    lifetime: number,
  ): Promise<Omit<PurchaseLink, 'url'>> {
    const expiresAt = new Date(this.clock.now().getTime() + lifetime * 1_000);
    const purchase = { ...input, license: license.uid, ...(input.action === 'upgrade' && { policy: policy.uid }) };
    const reference = await this.signed(bodyOf(purchase, input.action, expiresAt));
    if (reference.length > MAX_REFERENCE_LENGTH) {
      throw problem('PURCHASE_LINK_TOO_LONG', { field: 'entitlements' });
    }
    return { reference, expiresAt };
  }

  /** Null for a text that we have not signed. */
  async read(text: string): Promise<ReadReference | null> {
    const end = text.lastIndexOf('.');
    const body = text.slice(0, Math.max(end, 0));
    if (!body.startsWith(`${PREFIX}.`) || !constantTimeEqual(text, await this.signed(body))) {
      return null;
    }
    const [, letter = '', license = '', time = '', parameter = ''] = body.split('.');
    const expiresAt = new Date(parseInt(time, 36) * 1_000);
    const action = CONTINUATIONS.find((one) => LETTERS[one] === letter);
    return action
      ? { purchase: { license: uidIn(license), action, ...parameterIn(action, parameter) }, expiresAt }
      : null;
  }

  private async signed(body: string): Promise<string> {
    const key = await this.secrets.get('JWT_SECRET');
    const mac = createHmac('sha256', key).update(`keyward purchase ${body}`).digest().subarray(0, MAC_BYTES);
    return `${body}.${mac.toString('base64url')}`;
  }
}

const LETTERS: Readonly<Record<ContinuationAction, string>> = {
  renew: 'r',
  upgrade: 'u',
  add_seats: 's',
  add_entitlements: 'e',
  top_up: 't',
};

function bodyOf(purchase: LinkedPurchase, action: ContinuationAction, expiresAt: Date): string {
  const time = Math.floor(expiresAt.getTime() / 1_000).toString(36);
  return [PREFIX, LETTERS[action], shortOf(purchase.license), time, parameterOf(purchase, action)].join('.');
}

function parameterOf(
  { policy = '', seats, entitlements, meter, amount }: LinkedPurchase,
  action: ContinuationAction,
): string {
  switch (action) {
    case 'renew':
      return '';
    case 'upgrade':
      return shortOf(policy);
    case 'add_seats':
      return (seats ?? 1).toString(36);
    case 'add_entitlements':
      return Buffer.from(JSON.stringify(entitlements)).toString('base64url');
    case 'top_up':
      return Buffer.from(`${amount} ${meter}`).toString('base64url');
  }
}

function parameterIn(action: ContinuationAction, text: string): Omit<LinkedPurchase, 'license'> {
  switch (action) {
    case 'renew':
      return {};
    case 'upgrade':
      return { policy: uidIn(text) };
    case 'add_seats':
      return { seats: parseInt(text, 36) };
    case 'add_entitlements':
      return { entitlements: JSON.parse(Buffer.from(text, 'base64url').toString()) as LinkedPurchase['entitlements'] };
    case 'top_up': {
      const [amount, meter] = Buffer.from(text, 'base64url').toString().split(' ');
      return { meter, amount: Number(amount) };
    }
  }
}

/** A uid in 22 characters. */
function shortOf(uid: string): string {
  return Buffer.from(uid.replaceAll('-', ''), 'hex').toString('base64url');
}

function uidIn(short: string): string {
  const hex = Buffer.from(short, 'base64url').toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
