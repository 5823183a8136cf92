import type { VNode } from 'preact';
import type { Page as Rows } from '../../../../core/common';
import { texts } from '../../../../core/i18n';
import type { ContinuationChoice } from '../../shops/continue-sales.service';
import type { ShopEvent } from '../../shops/shop-event.entity';
import type { ShopMapping } from '../../shops/shop-mapping.entity';
import { MAX_COUNTED_EVENTS, type ShopSummary } from '../../shops/shop-summaries.service';
import type { Shop } from '../../shops/shop.entity';
import { Banner } from '../../../../pages/components/banner';
import { ButtonLink, PostButton } from '../../../../pages/components/button';
import { detailPage } from '../../../../pages/components/detail-page';
import { withQuery } from '../../../../pages/components/filters';
import { Icon } from '../../../../pages/components/icon';
import { countText } from '../../../../pages/components/list-counts';
import { Menu, MenuRule, Section } from '../../../../pages/components/page-parts';
import { Table } from '../../../../pages/components/table';
import { CopyButton, DescriptionList, Time } from '../../../../pages/components/text';
import type { Page } from '../../../../pages/kit/page';
import { ORDERS_PATH } from '../orders/order-paths';
import { mappingColumns } from './mapping-columns';
import { ShopEvents } from './shop-events.view';
import { crumbsOf, hasSecretAddress, kindTitle } from './shop-parts';
import { type EventView, newMappingPath, shopActionPath, shopPath } from './shop-paths';

export interface ShopPageData {
  readonly shop: Shop;
  /** For its events; without the secret that some kinds have in it. */
  readonly address: string;
  readonly summary: ShopSummary | undefined;
  readonly events: Rows<ShopEvent>;
  /** The item that an event lacks a mapping of, by the uid of the event. */
  readonly unmapped: ReadonlyMap<string, string>;
  /** The licenses among which a person chooses, by the uid of the event. */
  readonly choices: ReadonlyMap<string, ContinuationChoice>;
  /** View of the list of events; all by default. */
  readonly view: EventView | undefined;
  /** The newest. */
  readonly mappings: Rows<ShopMapping>;
  readonly canWrite: boolean;
  readonly canReadOrders: boolean;
}

export function shopPage(data: ShopPageData): Page {
  const { shop } = data;
  return detailPage({
    title: shop.name,
    crumbs: crumbsOf(),
    lead: kindTitle(shop.kind),
    actions: <Actions {...data} />,
    above: <ShopBanner {...data} />,
    main: (
      <>
        <ShopEvents {...data} />
        <Mappings {...data} />
      </>
    ),
    sidebar: <Sidebar {...data} />,
  });
}

function Actions({ shop: { uid, name }, canWrite, canReadOrders }: ShopPageData): VNode {
  const t = texts('shops');
  const orders = canReadOrders && (
    <ButtonLink icon="shopping-cart" href={withQuery(ORDERS_PATH, { shop: name })} text={t.orders} />
  );
  return canWrite ? (
    <>
      {orders}
      <ButtonLink icon="list-checks" href={shopActionPath(uid, 'setup')} text={t.setUp} />
      <Menu label={t.more} isIcon>
        <a href={shopActionPath(uid, 'edit')}>
          <Icon name="pencil" />
          {t.edit}
        </a>
        <a href={shopActionPath(uid, 'rotate-secret')}>
          <Icon name="key-round" />
          {t.rotate}
        </a>
        <MenuRule />
        <a class="menu-danger" href={shopActionPath(uid, 'delete')}>
          <Icon name="trash-2" />
          {t.deleteAction}
        </a>
      </Menu>
      <ButtonLink look="primary" icon="plus" href={newMappingPath(uid)} text={t.addMapping} />
    </>
  ) : (
    <>{orders}</>
  );
}

/** Events that need somebody to act, or how to get the first one; nothing otherwise. */
function ShopBanner({ shop: { uid }, summary, canWrite }: ShopPageData): VNode | null {
  const t = texts('shops');
  const count = summary?.attention ?? 0;
  if (count > 0) {
    const counted = countText(count, MAX_COUNTED_EVENTS - 1);
    return (
      <Banner
        tone="bad"
        title={t.needAttention({ count, counted })}
        action={canWrite && <PostButton icon="refresh-cw" action={shopActionPath(uid, 'replay')} text={t.replayAll} />}
      >
        {t.needAttentionWhy} <a href={shopPath(uid, { state: 'attention' })}>{t.showThem}</a>
      </Banner>
    );
  }
  return summary && summary.lastType !== null ? null : (
    <Banner
      tone="neutral"
      title={t.noEventYet}
      action={canWrite && <ButtonLink href={shopActionPath(uid, 'setup')} text={t.setUp} />}
    >
      {t.noEventYetWhy}
    </Banner>
  );
}

function Mappings({ shop, mappings, canWrite }: ShopPageData): VNode {
  const t = texts('shops');
  return (
    <Section
      id="mappings"
      title={t.mappings}
      note={t.mappingsNote}
      link={mappings.rows.length > 0 ? { href: shopActionPath(shop.uid, 'mappings'), title: t.allMappings } : undefined}
    >
      {mappings.rows.length === 0 ? (
        <p class="unset">{t.noMappings}</p>
      ) : (
        <Table label={t.mappings} rows={mappings.rows} columns={mappingColumns(shop, canWrite)} />
      )}
    </Section>
  );
}

function Sidebar({ shop, address, canWrite }: ShopPageData): VNode {
  const t = texts('shops');
  const { uid, settings, apiKey, previousSecretExpiresAt, createdAt } = shop;
  const { refund, dispute, pastDueDays, cancel } = settings;
  const link = canWrite ? { href: shopActionPath(uid, 'edit'), title: t.change } : undefined;
  return (
    <>
      <Section id="details" title={t.details}>
        <DescriptionList
          items={[
            { term: t.kind, value: kindTitle(shop.kind) },
            {
              term: t.address,
              value: (
                <>
                  <code class="cut" title={address}>
                    {address}
                  </code>
                  {!hasSecretAddress(shop.kind) && <CopyButton value={address} what={t.address} />}
                </>
              ),
            },
            {
              term: t.secret,
              value: previousSecretExpiresAt ? (
                <>
                  {t.secretHidden} {t.formerUntil} <Time at={previousSecretExpiresAt} />
                </>
              ) : (
                t.secretHidden
              ),
            },
            { term: t.apiKey, value: apiKey === null ? null : t.isSet },
            { term: t.created, value: <Time at={createdAt} as="date" /> },
          ]}
        />
      </Section>
      <Section id="effects" title={t.effects} link={link}>
        <DescriptionList
          items={[
            { term: t.refund, value: t.holds[refund] },
            { term: t.dispute, value: t.holds[dispute] },
            {
              term: t.missingPayment,
              value: pastDueDays === null ? t.pastDueNever : t.pastDueDays({ days: pastDueDays }),
            },
            { term: t.cancel, value: t.cancels[cancel] },
          ]}
        />
      </Section>
    </>
  );
}
