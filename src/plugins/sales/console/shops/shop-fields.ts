import { texts } from '../../../../core/i18n';
import { HOLD_EFFECTS } from '../../orders/order-license.entity';
import type { ShopKind } from '../../shops/shop-adapter';
import { SHOP_GUIDES } from '../../shops/shop-guides';
import { CANCELLATION_ENDS } from '../../shops/dto/shop.dto';
import type { ShopSettings } from '../../shops/shop.entity';
import type { FormField, FormGroup } from '../../../../pages/kit/form-table';

/** Whether the shop's API is asked for data that its events leave out. */
export const readsApi = (kind: ShopKind): boolean => SHOP_GUIDES[kind].apiKey !== 'none';

/** Meaning of what happens to a payment. */
export function effectsGroup({ refund, dispute, pastDueDays, cancel }: ShopSettings): FormGroup {
  const t = texts('shops');
  const holds = HOLD_EFFECTS.map((value) => ({ value, title: t.holds[value] }));
  const cancels = CANCELLATION_ENDS.map((value) => ({ value, title: t.cancels[value] }));
  return {
    id: 'effects',
    rows: [
      { name: 'settings.refund', kind: 'radios', textKey: 'refund', choices: holds, value: refund },
      { name: 'settings.dispute', kind: 'radios', textKey: 'dispute', choices: holds, value: dispute },
      {
        name: 'settings.past_due_days',
        kind: 'number',
        textKey: 'pastDue',
        isOptional: true,
        placeholder: t.pastDuePlaceholder,
        value: pastDueDays,
      },
      { name: 'settings.cancel', kind: 'radios', textKey: 'cancel', choices: cancels, value: cancel },
    ],
  };
}

/** The key is never shown. An empty field leaves it unchanged. */
export function apiKeyField(name: string, kind: ShopKind): FormField {
  const hint = texts('shopGuides')[kind].apiKey;
  const isOptional = SHOP_GUIDES[kind].apiKey !== 'required';
  return { name, kind: 'password', textKey: 'apiKey', hint, isOptional, isMono: true, empty: 'missing' };
}

/** @param isOptional without one, it is generated */
export function secretField(kind: ShopKind, isOptional: boolean): FormField {
  const t = texts('shops');
  const hint = isOptional ? t.secretGenerated : t.secretOf({ kind: t.kinds[kind] });
  return { name: 'secret', kind: 'password', isMono: true, hint, isOptional, empty: 'missing' };
}

/** The fields below `settings` as the API takes them. */
export function settingsIn(input: Readonly<Record<string, unknown>>): object {
  const prefix = 'settings.';
  const settings = Object.entries(input).flatMap(([name, value]) =>
    name.startsWith(prefix) ? [[name.slice(prefix.length), value] as const] : [],
  );
  const others = Object.entries(input).filter(([name]) => !name.startsWith(prefix));
  return { ...Object.fromEntries(others), settings: Object.fromEntries(settings) };
}
