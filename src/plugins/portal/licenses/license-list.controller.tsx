import { Get, Query } from '@nestjs/common';
import type { VNode } from 'preact';
import { Banner } from '../../../pages/components/banner';
import { Button, ButtonLink } from '../../../pages/components/button';
import { withQuery } from '../../../pages/components/filters';
import { Icon } from '../../../pages/components/icon';
import { Page } from '../../../pages/kit/page';
import { texts } from '../../../core/i18n';
import { ClaimLicenseService } from '../claims/claim-license.service';
import { CLAIM_PATH } from '../claims/claim-path';
import { PortalBrandService } from '../frame/portal-brand.service';
import { PortalController } from '../frame/portal-controller.decorator';
import { KeyText, PortalHead } from '../frame/portal-parts';
import { CurrentVisitor, type PortalVisitor } from '../frame/portal-visitor';
import { SignedInOnly } from '../sign-in/signed-in-only';
import { LICENSES_PATH } from '../sign-in/sign-in-pages';
import { ENDS_PATH } from './ends-page.controller';
import { devicesText, licensePath, StateOf, stateText } from './license-words';
import { type OwnedLicense, PortalLicensesService } from './portal-licenses.service';
import { PortalOffersService, renewalOf } from './portal-offers.service';

/** Cards on the first page; more get a search. */
const FEW = 10;

@SignedInOnly()
@PortalController('portal/licenses')
export class PortalLicenseListController {
  constructor(
    private readonly licenses: PortalLicensesService,
    private readonly brands: PortalBrandService,
    private readonly claims: ClaimLicenseService,
    private readonly offers: PortalOffersService,
  ) {}

  @Get()
  async showPortalLicenses(
    @CurrentVisitor() visitor: PortalVisitor,
    @Query('q') query: unknown,
    @Query('all') all: unknown,
  ): Promise<Page> {
    const t = texts('portalLicenses');
    const q = typeof query === 'string' ? query.slice(0, 255) : '';
    const [owned, found] = await Promise.all([this.licenses.list(visitor), this.licenses.list(visitor, q)]);
    const { supportEmail } = this.brands.brand;
    const needed = q === '' ? owned.filter(({ state }) => state.needsOwner) : [];
    const [first] = needed;
    const renewal = first ? renewalOf(first, await this.offers.of(first)) : null;
    const body = (
      <>
        <PortalHead title={t.title} lead={countsOf(owned)} />
        {first && <Needed first={first} others={needed.length - 1} renewal={renewal} />}
        {owned.length > FEW && <Search q={q} />}
        {owned.length > 0 && found.length === 0 && <p class="portal-none">{t.notFound({ q })}</p>}
        {owned.length === 0 && <p class="portal-none">{t.none({ email: visitor.email })}</p>}
        <ul class="portal-cards">
          {(all === '1' ? found : found.slice(0, FEW)).map((one) => (
            <LicenseCard key={one.license.uid} {...one} />
          ))}
        </ul>
        {all !== '1' && found.length > FEW && (
          <p>
            <ButtonLink
              href={withQuery(LICENSES_PATH, { q: q || undefined, all: '1' })}
              text={t.others({ count: found.length - FEW })}
            />
          </p>
        )}
        {owned.some(({ user }) => user === null) && (
          <p class="portal-hint">
            <a href={ENDS_PATH}>{texts('portalEnds').title}</a>
          </p>
        )}
        <p class="portal-hint">
          {t.missing} {this.claims.claimantOf(visitor) && <a href={CLAIM_PATH}>{t.claim}</a>}{' '}
          {supportEmail !== '' && <a href={`mailto:${supportEmail}`}>{t.writeUs}</a>}
        </p>
      </>
    );
    return new Page({ title: t.title, body });
  }
}

function countsOf(owned: readonly OwnedLicense[]): string {
  const usable = owned.filter(({ state }) => state.isUsable).length;
  return texts('portalLicenses').counts({ count: owned.length, usable });
}

interface NeededProps {
  readonly first: OwnedLicense;
  readonly others: number;
  /** Where the first one is renewed. */
  readonly renewal: string | null;
}

/** The first license that needs its owner, and how many others do. */
function Needed({ first, others, renewal }: NeededProps): VNode {
  const t = texts('portalLicenses');
  const { license, product, state } = first;
  return (
    <Banner
      tone={state.tone === 'bad' ? 'bad' : 'warn'}
      icon={state.tone === 'bad' ? undefined : 'clock'}
      title={`${product.name}: ${stateText(state)}`}
      action={
        renewal !== null ? (
          <ButtonLink look="primary" href={renewal} text={t.renew} />
        ) : (
          <ButtonLink href={licensePath(license.uid)} text={t.open} />
        )
      }
    >
      {state.name === 'endsSoon' ? t.renewInTime : t.look}
      {others > 0 && ` ${t.alsoNeeded({ count: others })}`}
    </Banner>
  );
}

function Search({ q }: { readonly q: string }): VNode {
  const t = texts('portalLicenses');
  return (
    <form class="portal-search" method="get" action={LICENSES_PATH} role="search">
      <input class="input" type="search" name="q" value={q} aria-label={t.searchLabel} />
      <input type="hidden" name="all" value="1" />
      <Button icon="search" text={t.search} />
    </form>
  );
}

function LicenseCard(owned: OwnedLicense): VNode {
  const t = texts('portalLicenses');
  const { license, product, state } = owned;
  return (
    <li class="portal-card">
      <div class="portal-card-head">
        <span class={state.isUsable ? 'portal-product' : 'portal-product portal-product-ended'}>
          <Icon name="package" size={20} />
        </span>
        <div class="portal-card-text">
          <h2>{product.name}</h2>
          <StateOf state={state} />
        </div>
        <ButtonLink
          href={licensePath(license.uid)}
          text={
            <>
              {state.isUsable ? t.open : t.details}
              <span class="visually-hidden">
                {' '}
                {product.name}, {license.key}
              </span>
            </>
          }
        />
      </div>
      <div class="portal-card-foot-row">
        <KeyText text={license.key} />
        {owned.user === null && <span>{devicesText(owned)}</span>}
      </div>
    </li>
  );
}
