import type { VNode } from 'preact';
import { featuresAt } from '../../../core/licenses/internal';
import { Banner } from '../../../pages/components/banner';
import { Button, ButtonLink } from '../../../pages/components/button';
import { Icon } from '../../../pages/components/icon';
import { TextArea } from '../../../pages/components/fields';
import { ErrorSummary } from '../../../pages/components/form';
import { Meter } from '../../../pages/components/text';
import type { FormState } from '../../../pages/kit/form-state';
import { Page } from '../../../pages/kit/page';
import { formatAge, formatDate, texts, viewer } from '../../../core/i18n';
import { mostOf, nextEndOf, shownAmount } from '../../../core/verification';
import { Card, iconOf, KeyText, PortalHead } from '../frame/portal-parts';
import type { PortalAbilities } from '../frame/portal-brand.service';
import type { BillingLinks } from './billing-links.service';
import { LICENSES_PATH } from '../sign-in/sign-in-pages';
import { DeviceRow } from './device-row.view';
import { FactsCard } from './shown-facts.view';
import { DownloadsCard } from './downloads.view';
import { LicenseUsersCard } from './license-users.view';
import { filesPath } from './license-files-page.view';
import { seatsPath } from './license-seats.view';
import { licensePath, stateText } from './license-words';
import type { LicenseDetails, OwnedMeter } from './portal-license-details.service';
import { type LicenseOffers, renewalOf } from './portal-offers.service';
import type { NamedUsers } from './portal-license-users.service';
import type { OwnedLicense } from './portal-licenses.service';
import { canReplaceKey, replaceKeyPath } from './replace-key.view';
import { PostForm } from '../../../pages/components/post-form';

export interface LicensePageData {
  readonly owned: OwnedLicense;
  readonly details: LicenseDetails;
  /** Null for a license without named users. */
  readonly users: NamedUsers | null;
  /** The cards of other plug-ins. */
  readonly added: readonly VNode[];
  readonly form: FormState;
  readonly billing: BillingLinks | undefined;
  readonly offers: LicenseOffers;
  readonly supportEmail: string;
  readonly userAgent: string;
  readonly abilities: PortalAbilities;
}

/** Parts that are not of the product are left out. */
export function licensePage(data: LicensePageData): Page {
  const t = texts('portalLicense');
  const { owned, details, form, abilities } = data;
  const { license, product, behavior } = owned;
  const hasOffline =
    abilities.offlineDevices && owned.user === null && owned.state.isUsable && behavior.offlineDays > 0;
  const body = (
    <>
      <PortalHead
        title={product.name}
        lead={leadOf(owned)}
        back={{ path: LICENSES_PATH, title: texts('portalLicenses').title }}
      />
      <ErrorSummary form={form} title={t.notDone} />
      <State {...data} />
      <Card id="key" title={t.key} lead={t.keyLead}>
        <KeyText text={license.key} isLarge />
        {canReplaceKey(owned) && (
          <p class="portal-hint">
            <a href={replaceKeyPath(license.uid)}>{t.replaceKey}</a>
          </p>
        )}
      </Card>
      <div class="portal-columns">
        <div>
          <DevicesCard {...data} />
          {data.users && <LicenseUsersCard owned={owned} users={data.users} />}
          {license.maxSessions !== null && owned.user === null && <SessionsCard {...data} />}
          <FactsCard owned={owned} />
          {details.meters.length > 0 && <MetersCard meters={details.meters} />}
          {hasOffline && <OfflineCard {...data} />}
          {data.added}
        </div>
        <div>
          {abilities.downloads && <DownloadsCard {...data} />}
          <OffersCard {...data} />
        </div>
      </div>
    </>
  );
  return new Page({ title: product.name, body });
}

function leadOf({ license }: OwnedLicense): string {
  const { maxActivations } = license;
  const devices = maxActivations === null ? [] : [texts('portalLicense').limit({ count: maxActivations })];
  return [...devices, ...featuresAt(license, viewer().now)].join(' · ');
}

function State({ owned, billing, offers, supportEmail }: LicensePageData): VNode {
  const t = texts('portalLicense');
  const { state } = owned;
  const reasons = texts('portalReasons');
  const reason = reasons[state.name];
  const renewal = renewalOf(owned, offers);
  const action =
    billing?.billing !== undefined && offers.renewal === null ? (
      <ButtonLink href={billing.billing} iconAfter="external-link" text={t.billing} />
    ) : renewal !== null ? (
      <ButtonLink look="primary" href={renewal} text={texts('portalLicenses').renew} />
    ) : undefined;
  return (
    <Banner tone={state.tone} icon={iconOf(state.tone)} title={stateText(state)} action={action}>
      {reason !== '' && reason}{' '}
      {!state.isUsable && supportEmail !== '' && (
        <>
          {texts('portal').questions} <Support email={supportEmail} />
        </>
      )}
    </Banner>
  );
}

/** Purchases that are not offered above. */
function OffersCard({ owned, offers }: LicensePageData): VNode | null {
  const t = texts('portalLicense');
  const { renewal, seats, upgrades, page } = offers;
  const isShownAbove = renewalOf(owned, offers) !== null;
  const links = [
    ...(renewal !== null && !isShownAbove ? [{ url: renewal, text: texts('portalLicenses').renew }] : []),
    ...upgrades.map(({ name, url }) => ({ url, text: t.changeTo({ name }) })),
    ...(seats === null ? [] : [{ url: seats, text: t.addDevices }]),
    ...(page === null ? [] : [{ url: page, text: t.changePlan }]),
  ];
  return links.length === 0 ? null : (
    <Card id="more" title={t.more} lead={page === null ? undefined : t.moreLead}>
      <p class="portal-buttons">
        {links.map(({ url, text }) => (
          <ButtonLink key={url} href={url} text={text} />
        ))}
      </p>
    </Card>
  );
}

function Support({ email }: { readonly email: string }): VNode {
  return <a href={`mailto:${email}`}>{email}</a>;
}

function DevicesCard({ owned, details, supportEmail, abilities }: LicensePageData): VNode {
  const t = texts('portalLicense');
  const { license } = owned;
  const { devices } = details;
  const allowance = abilities.releaseDevices ? details.allowance : null;
  const canFree = abilities.releaseDevices && (allowance === null || allowance.left > 0);
  const taken = devices.filter(({ takesSeat }) => takesSeat).length;
  // A named user sees only some devices of the license.
  const limit = owned.user ? null : license.maxActivations;
  const free = limit === null ? null : Math.max(0, limit - taken);
  const isFull = free === 0;
  return (
    <Card
      id="devices"
      title={limit === null ? t.devices({ count: devices.length }) : t.devicesOf({ count: taken, limit })}
      lead={
        <>
          {free !== null && owned.state.isUsable && t.free({ count: free })}{' '}
          {isFull && devices.length > 0 && canFree && t.move}{' '}
          {allowance !== null && devices.length > 0 && <Allowance {...allowance} />}
          {!canFree && supportEmail !== '' && (
            <>
              {' '}
              <Support email={supportEmail} />
            </>
          )}
        </>
      }
    >
      {devices.length === 0 && <p class="portal-none">{owned.user ? t.noOwnDevices : t.noDevices}</p>}
      <ul class="portal-rows">
        {devices.map((device) => (
          <DeviceRow key={device.uid} license={license.uid} device={device} canFree={canFree} />
        ))}
      </ul>
    </Card>
  );
}

function Allowance({ left, nextAt }: { readonly left: number; readonly nextAt: Date | null }): VNode {
  const t = texts('portalLicense');
  if (left === 0) {
    return <>{nextAt ? t.noneLeftUntil({ date: formatDate(nextAt) }) : t.neverFree}</>;
  }
  return <>{nextAt ? t.leftUntil({ count: left, date: formatDate(nextAt) }) : t.left({ count: left })}</>;
}

function SessionsCard({ owned, details }: LicensePageData): VNode {
  const t = texts('portalLicense');
  const { sessions } = details;
  return (
    <Card
      id="sessions"
      title={t.sessions({ count: sessions.length, limit: owned.license.maxSessions ?? 0 })}
      lead={
        <>
          {t.sessionsLead} <a href={seatsPath(owned.license.uid)}>{texts('portalSeats').title}</a>
        </>
      }
    >
      <ul class="portal-rows">
        {sessions.map(({ uid, activation, startedAt, borrowedUntil }) => (
          <li key={uid}>
            <Icon name="monitor" />
            <div class="portal-row-text">
              <p>{activation?.name ?? activation?.fingerprint ?? ''}</p>
              <p class="portal-hint">
                {borrowedUntil
                  ? t.borrowed({ date: formatDate(borrowedUntil) })
                  : t.since({ when: formatAge(startedAt) })}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function MetersCard({ meters }: { readonly meters: readonly OwnedMeter[] }): VNode {
  const t = texts('portalLicense');
  return (
    <Card id="usage" title={t.usage}>
      {meters.map((meter) => (
        <UsedMeter key={meter.code} meter={meter} />
      ))}
    </Card>
  );
}

function UsedMeter({ meter }: { meter: OwnedMeter }): VNode {
  const t = texts('portalLicense');
  const grantEnd = nextEndOf(meter.grants ?? []);
  const most = mostOf(meter);
  return (
    <div class="portal-meter">
      <Meter
        label={meter.unit === null ? meter.name : `${meter.name} (${meter.unit})`}
        used={shownAmount(meter, meter.used)}
        limit={most === null ? null : shownAmount(meter, most)}
      />
      {meter.endsAt !== null && (
        <p class="portal-hint">{t.renewsMeter({ date: formatDate(new Date(meter.endsAt)) })}</p>
      )}
      {grantEnd && <p class="portal-hint">{t.grantEnds({ date: formatDate(grantEnd) })}</p>}
    </div>
  );
}

function OfflineCard({ owned, form }: LicensePageData): VNode {
  const t = texts('portalLicense');
  const path = licensePath(owned.license.uid);
  return (
    <Card id="offline" title={t.offline} lead={t.offlineLead({ days: owned.behavior.offlineDays })}>
      <PostForm class="portal-form" action={`${path}/offline`} encType="multipart/form-data">
        <div class="field">
          <label for="offline-file">{t.requestFile}</label>
          <input class="input input-file" id="offline-file" type="file" name="file" />
        </div>
        <TextArea form={form} name="request" label={t.request} rows={2} />
        <Button icon="file-key" text={t.getFile} />
      </PostForm>
      <p class="portal-hint">
        <a href={filesPath(owned.license.uid)}>{texts('portalFiles').title}</a>
      </p>
      <details class="portal-fold" open={form.problemOf('code') !== undefined}>
        <summary>{t.release}</summary>
        <p class="portal-lead">{t.releaseLead}</p>
        <PostForm class="portal-form" action={`${path}/release`}>
          <TextArea form={form} name="code" label={t.releaseCode} rows={2} />
          <Button text={t.freeDevice} />
        </PostForm>
      </details>
    </Card>
  );
}
