import type { VNode } from 'preact';
import { texts } from '../../../../core/i18n';
import type { ShopKind } from '../../shops/shop-adapter';
import { SHOP_GUIDES } from '../../shops/shop-guides';
import type { Shop } from '../../shops/shop.entity';
import type { ShopWithSecret } from '../../shops/shops.service';
import { Banner } from '../../../../pages/components/banner';
import { ButtonLink } from '../../../../pages/components/button';
import { PageHeader, Section } from '../../../../pages/components/page-parts';
import { Code } from '../../../../pages/components/text';
import { Tags } from '../../../../pages/components/badge';
import { Page } from '../../../../pages/kit/page';
import { crumbsOf, hasSecretAddress } from './shop-parts';
import { readsApi } from './shop-fields';
import { newMappingPath, shopActionPath, shopPath } from './shop-paths';

/** The address to paste into a shop, and where. */
export function Guide({ kind, address }: { readonly kind: ShopKind; readonly address: string }): VNode {
  const t = texts('shops');
  const guide = texts('shopGuides')[kind];
  const { events } = SHOP_GUIDES[kind];
  return (
    <>
      <Section id="address" title={t.address} note={t.addressNote}>
        <Code label={t.addressLabel} text={address} />
      </Section>
      <Section id="steps" title={t.steps} note={t.stepsNote}>
        <ol class="guide">
          {[...guide.steps, guide.ids, guide.test].map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </Section>
      {events.length > 0 && (
        <Section id="event-names" title={t.eventNames}>
          <Tags names={events} />
        </Section>
      )}
    </>
  );
}

interface SecretProps extends ShopWithSecret {
  readonly title: string;
  readonly done: string;
  /** With the secret, if it has one. */
  readonly address: string;
}

/** The page that shows a new secret, once, with what to do with it. */
export function shownSecret({ shop, secret, title, done, address }: SecretProps): Page {
  const t = texts('shops');
  const body = (
    <>
      <PageHeader title={title} crumbs={crumbsOf(shop)} />
      <Banner tone="ok" id="secret" title={done} isAlert>
        {hasSecretAddress(shop.kind) ? t.addressOnce : t.secretOnce}
      </Banner>
      {!hasSecretAddress(shop.kind) && (
        <Section id="shop-secret" title={t.secret}>
          <Code label={t.secretLabel} text={secret} />
        </Section>
      )}
      <Guide kind={shop.kind} address={address} />
      <Next {...shop} />
    </>
  );
  return new Page({ title, width: 'form', body });
}

/** The page of a shop whose secret was shown before. */
export function guidePage(shop: Shop, address: string): Page {
  const t = texts('shops');
  const title = t.setUpTitle({ name: shop.name });
  const body = (
    <>
      <PageHeader title={title} crumbs={crumbsOf(shop)} lead={t.secretShown} />
      <Guide kind={shop.kind} address={address} />
      <Next {...shop} />
    </>
  );
  return new Page({ title, width: 'form', body });
}

function Next({ uid, kind, apiKey }: Shop): VNode {
  const t = texts('shops');
  return (
    <div class="section actions">
      {readsApi(kind) && apiKey === null && (
        <ButtonLink icon="key-round" href={shopActionPath(uid, 'setup')} text={t.enterApiKey} />
      )}
      <ButtonLink href={shopPath(uid)} text={t.openShop} />
      <ButtonLink look="primary" icon="plus" href={newMappingPath(uid)} text={t.addMapping} />
    </div>
  );
}
