import type { VNode } from 'preact';
import { texts } from '../../../../core/i18n';
import type { ShopKind } from '../../shops/shop-adapter';
import { eventsUrl } from '../../shops/dto/shop.dto';
import { SHOP_GUIDES } from '../../shops/shop-guides';
import type { ShopEventState } from '../../shops/shop-event.entity';
import type { Shop } from '../../shops/shop.entity';
import { Badge } from '../../../../pages/components/badge';
import type { Crumb } from '../../../../pages/components/page-parts';
import { shopActionPath, shopPath, SHOPS_PATH } from './shop-paths';

const LOOKS = {
  pending: { tone: 'info', icon: 'clock' },
  done: { tone: 'ok', icon: 'circle-check' },
  ignored: { tone: 'outlined', icon: 'circle-minus' },
  waiting: { tone: 'info', icon: 'timer' },
  unmapped: { tone: 'warn', icon: 'unlink' },
  failed: { tone: 'bad', icon: 'circle-x' },
} as const satisfies Record<ShopEventState, object>;

export function EventBadge({ state }: { readonly state: ShopEventState }): VNode {
  return <Badge {...LOOKS[state]} text={texts('shops').states[state]} />;
}

export const kindTitle = (kind: ShopKind): string => texts('shops').kinds[kind];

export const hasSecretAddress = (kind: ShopKind): boolean => SHOP_GUIDES[kind].secret === 'address';

/** The shop makes the secret once it knows the address. */
export const makesOwnSecret = (kind: ShopKind): boolean => SHOP_GUIDES[kind].secret === 'of_shop';

/**
 * The address for the events of a shop.
 * @param secret in plain text; without it, an address that has the secret shows dots
 */
export function addressOf(shop: Shop, baseUrl: string, secret = '…'): string {
  const address = eventsUrl(shop, baseUrl);
  return hasSecretAddress(shop.kind) ? `${address}/${secret}` : address;
}

/** The pages above one of a shop, or of all shops. */
export function crumbsOf(shop?: Shop, isMapping = false): Crumb[] {
  const t = texts('shops');
  const list = { title: t.title, href: SHOPS_PATH };
  if (!shop) {
    return [list];
  }
  const mappings = { title: t.mappings, href: shopActionPath(shop.uid, 'mappings') };
  return [list, { title: shop.name, href: shopPath(shop.uid) }, ...(isMapping ? [mappings] : [])];
}
