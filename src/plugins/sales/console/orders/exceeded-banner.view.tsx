import type { VNode } from 'preact';
import { texts } from '../../../../core/i18n';
import type { ExceededLicense, ExceededLimit } from '../../orders/exceeded-limits.service';
import type { WholeOrder } from '../../orders/orders.service';
import { Banner } from '../../../../pages/components/banner';
import { LicenseLink } from '../../../../pages/components/license-badge';

interface ExceededBannerProps {
  readonly order: WholeOrder;
  readonly exceeded: readonly ExceededLicense[];
}

/** Tells what is in use beyond the limits of the licenses that an order continues. */
export function ExceededBanner({ order, exceeded }: ExceededBannerProps): VNode | null {
  const t = texts('orders');
  if (exceeded.length === 0) {
    return null;
  }
  const licenses = new Map(order.lines.flatMap(({ license }) => (license ? [[license.uid, license] as const] : [])));
  return (
    <Banner tone="warn" id="exceeded" title={t.exceededTitle}>
      <p>{t.exceededText}</p>
      <ul>
        {exceeded.map(({ license: uid, exceeded: limits }) => {
          const license = licenses.get(uid);
          return (
            <li key={uid}>
              {license && <LicenseLink {...license} />} {limits.map(exceededText).join(', ')}
            </li>
          );
        })}
      </ul>
    </Banner>
  );
}

function exceededText({ limit, meter = '', used, max }: ExceededLimit): string {
  const t = texts('orders').exceeded;
  return limit === 'meter' ? t.meter({ meter, used, max }) : t[limit]({ used, max });
}
