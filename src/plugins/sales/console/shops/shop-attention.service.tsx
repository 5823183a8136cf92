import { Injectable } from '@nestjs/common';
import type { AttentionCounts } from '../../../../core/events';
import { texts } from '../../../../core/i18n';
import type { AttentionItem } from '../../../../pages/components/attention-list';
import { countText } from '../../../../pages/components/list-counts';
import { AttentionSource } from '../../../../pages/kit/attention-source';
import { MAX_COUNTED_EVENTS, ShopSummariesService, type ShopSummary } from '../../shops/shop-summaries.service';
import { shopPath } from './shop-paths';

/** Shops with events that need attention. */
@Injectable()
export class ShopAttentionService extends AttentionSource {
  readonly name = 'shops';

  constructor(private readonly shops: ShopSummariesService) {
    super();
  }

  async read(counts: AttentionCounts | undefined): Promise<readonly AttentionItem[]> {
    return counts?.shops === 0 ? [] : (await this.shops.needingAttention()).map(itemOf);
  }
}

function itemOf({ uid, name, attention }: ShopSummary): AttentionItem {
  const t = texts('attention');
  const count = countText(attention, MAX_COUNTED_EVENTS - 1);
  return {
    key: uid,
    tone: 'bad',
    icon: 'octagon-alert',
    sentence: t.shopEvents({ name: <b>{name}</b>, count: attention, counted: count }),
    evidence: t.shopEventsWhy,
    action: { text: t.lookAtIt, href: shopPath(uid) },
  };
}
