import type { VNode } from 'preact';
import { NATIVE } from '../../../../core/common';
import { texts } from '../../../../core/i18n';
import { SHOP_GUIDES } from '../../shops/shop-guides';
import type { Shop } from '../../shops/shop.entity';
import type { ShopWithSecret } from '../../shops/shops.service';
import { Banner } from '../../../../pages/components/banner';
import { ButtonLink } from '../../../../pages/components/button';
import { withQuery } from '../../../../pages/components/filters';
import { Icon } from '../../../../pages/components/icon';
import { PageHeader, Section } from '../../../../pages/components/page-parts';
import { Code } from '../../../../pages/components/text';
import { Tags } from '../../../../pages/components/badge';
import { Page } from '../../../../pages/kit/page';
import { crumbsOf, hasSecretAddress, makesOwnSecret } from './shop-parts';
import type { ShopProgress } from './shop-progress.service';
import { readsApi } from './shop-fields';
import { newMappingPath, shopActionPath, shopPath } from './shop-paths';

interface GuideProps {
  readonly shop: Pick<Shop, 'uid' | 'kind'>;
  readonly address: string;
  readonly progress: ShopProgress;
}

/** The steps of the setup with their states, the address to paste into the shop, and where. */
export function Guide({ shop, address, progress }: GuideProps): VNode {
  const t = texts('shops');
  const { kind } = shop;
  const guide = texts('shopGuides')[kind];
  const { events } = SHOP_GUIDES[kind];
  return (
    <>
      {!progress.isReachable && (
        <Banner tone="warn" id="unreachable" title={t.unreachable}>
          {t.unreachableText}
        </Banner>
      )}
      <Progress shop={shop} progress={progress} />
      <Section id="address" title={t.address} note={t.addressNote}>
        <Code label={t.addressLabel} text={address} />
      </Section>
      <Section id="steps" title={t.steps} note={t.stepsNote}>
        <ol class="guide">
          {guide.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        {kind === 'generic' && (
          <p class="hint">
            <a href={FORMAT_DOCUMENT}>{t.formatDocument}</a>
          </p>
        )}
      </Section>
      {events.length > 0 && (
        <Section id="event-names" title={t.eventNames}>
          <Tags names={events} />
        </Section>
      )}
    </>
  );
}

/** The schema of the events of one's own shop, as this server describes it. */
const FORMAT_DOCUMENT = withQuery('/docs', { 'urls.primaryName': NATIVE.title });

/** Each step says whether it is done, or is the next one. Those that follow in the shop say where, and how a test is sent. */
function Progress({ shop, progress }: Omit<GuideProps, 'address'>): VNode {
  const { progress: t } = texts('shops');
  const { ids, test } = texts('shopGuides')[shop.kind];
  const steps = [
    { title: t.address, isDone: progress.isReachable, text: t.addressText },
    // The secret of the shop itself is known to be right once an event was signed with it.
    { title: t.secret, isDone: !makesOwnSecret(shop.kind) || progress.hasEvent, text: t.secretText },
    { title: t.event, isDone: progress.hasEvent, text: test, href: shopPath(shop.uid) },
    { title: t.mapping, isDone: progress.hasMapping, text: ids, href: newMappingPath(shop.uid) },
    { title: t.license, isDone: progress.hasLicense, text: t.licenseText, href: shopPath(shop.uid) },
  ];
  const current = steps.findIndex(({ isDone }) => !isDone);
  return (
    <Section id="progress" title={t.title} note={t.doneOf({ done: steps.filter((one) => one.isDone).length, all: 5 })}>
      <ol class="shop-progress">
        {steps.map(({ title, isDone, text, href }, index) => (
          <li key={title} aria-current={index === current ? 'step' : undefined} class={isDone ? 'done' : undefined}>
            <Icon name={isDone ? 'circle-check' : 'circle-dashed'} />
            <span>
              {href !== undefined && !isDone ? <a href={href}>{title}</a> : title}{' '}
              <span class="visually-hidden">({isDone ? t.done : t.open})</span>
              {!isDone && <span class="row-note">{text}</span>}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

interface SecretProps extends ShopWithSecret {
  readonly title: string;
  readonly done: string;
  /** With the secret, if it has one. */
  readonly address: string;
  readonly progress: ShopProgress;
}

/** The page that shows a new secret, once, with what to do with it. */
export function shownSecret({ shop, secret, title, done, ...guide }: SecretProps): Page {
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
      <Guide shop={shop} {...guide} />
      <Next {...shop} />
    </>
  );
  return new Page({ title, width: 'form', body });
}

/** The page of a shop whose secret was shown before. */
export function guidePage(shop: Shop, guide: Omit<GuideProps, 'shop'>): Page {
  const t = texts('shops');
  const title = t.setUpTitle({ name: shop.name });
  const body = (
    <>
      <PageHeader title={title} crumbs={crumbsOf(shop)} lead={t.secretShown} />
      <Guide shop={shop} {...guide} />
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
