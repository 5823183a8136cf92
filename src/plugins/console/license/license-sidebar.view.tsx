import type { VNode } from 'preact';
import { monthsOf } from '../../../core/catalog';
import { formatDate, formatNumber, texts, viewer } from '../../../core/i18n';
import { currentCaller, isPermitted } from '../../../core/identity';
import { isTermPending, type License } from '../../../core/licenses';
import { type RetiredKey } from '../../../core/licenses/internal';
import { type CurrentBalance, mostOf, shownAmount } from '../../../core/verification';
import { withQuery } from '../../../pages/components/filters';
import { LicenseBadge } from '../../../pages/components/license-badge';
import { MetadataSection } from '../../../pages/components/metadata-section';
import { DescriptionList, type Detail, Key, Meter, Time } from '../../../pages/components/text';
import { VerdictView } from '../../../pages/components/verdict';
import { Section } from '../../../pages/components/page-parts';
import { groupPath, orderPath, policyPath, productPath } from '../../../pages/kit/record-paths';
import type { ReportedRefusal } from '../../../core/verification/internal';
import { bulkPath, LICENSES_PATH } from '../license-list/license-paths';
import type { LicensePageData } from './license-page.service';
import { GrantList } from './license-grant-list.view';
import { explainPath, grantsPath, verbPath, meterPath, meterUsePath } from './license-paths';

export interface SidebarProps {
  readonly data: LicensePageData;
  readonly canWrite: boolean;
}

/** The details of the license, beside its events. */
export function Sidebar(props: SidebarProps): VNode {
  return (
    <>
      <Details {...props} />
      <Limits {...props} />
      <GrantList {...props} />
      <Users {...props} />
      <Notes {...props} />
    </>
  );
}

function Details({ data, canWrite }: SidebarProps): VNode {
  const t = texts('license');
  const { license } = data;
  const link = canWrite ? { href: verbPath(license.uid, 'change'), title: t.edit } : undefined;
  return (
    <Section id="details" title={t.details} link={link}>
      <DescriptionList items={[...identityOf(data), ...datesOf(data), ...restrictionsOf(license)]} />
    </Section>
  );
}

function identityOf({ license, told, reported, group, formerKeys }: LicensePageData): Detail[] {
  const t = texts('license');
  const { policy, effectiveType, typeLabel, batch, policyOverrides } = license;
  const own = Object.keys(policyOverrides).length;
  return [
    { term: t.status, value: <LicenseBadge status={license.statusAt(viewer().now)} /> },
    { term: t.told, value: <VerdictView code={told.code} href={explainPath(license.key)} /> },
    ...reported.map((one) => ({ term: t.wouldBe, value: <WouldBe {...one} /> })),
    { term: t.product, value: <Products license={license} /> },
    { term: t.policy, value: policy && <a href={policyPath(policy.uid)}>{policy.name}</a> },
    ...(policy && policy.publishedVersion !== null
      ? [
          {
            term: texts('licenses').policyVersion,
            value: <VersionOf license={license} newest={policy.publishedVersion} />,
          },
        ]
      : []),
    ...(own > 0
      ? [{ term: t.overridden, value: <a href={verbPath(license.uid, 'exceptions')}>{formatNumber(own)}</a> }]
      : []),
    { term: t.type, value: typeLabel ?? texts('licenseTypes')[effectiveType] },
    ...(group ? [{ term: t.group, value: <a href={groupPath(group.uid)}>{group.name}</a> }] : []),
    ...orderOf(license),
    ...(batch === null ? [] : [{ term: t.batch, value: batch }]),
    ...formerKeys.map((former) => ({ term: t.formerKey, value: <FormerKey former={former} /> })),
  ];
}

/** A rule that is only reported, with the requests that it would have refused. */
function WouldBe({ code, count, lastAt }: ReportedRefusal): VNode {
  const note = texts('license').wouldBeNote({ count, date: formatDate(lastAt) });
  return (
    <>
      <VerdictView code={code} href={withQuery(LICENSES_PATH, { would_be: code })} /> <span class="note">{note}</span>
    </>
  );
}

function orderOf({ orderId }: License): Detail[] {
  const t = texts('license');
  return orderId === null || !isPermitted(currentCaller(), 'orders:read')
    ? []
    : [{ term: t.order, value: <a href={orderPath(orderId)}>{t.showOrder}</a> }];
}

function FormerKey({ former: { key, validUntil } }: { readonly former: RetiredKey }): VNode {
  const t = texts('license');
  const text = validUntil > viewer().now ? t.usableKeyUntil : t.keyEnded;
  return (
    <>
      <Key value={key} /> <span class="note">{text({ date: formatDate(validUntil) })}</span>
    </>
  );
}

function Products({ license: { products = [] } }: { readonly license: License }): VNode {
  return (
    <>
      {products.map(({ uid, name }, index) => (
        <span key={uid}>
          {index > 0 && ', '}
          <a href={productPath(uid)}>{name}</a>
        </span>
      ))}
    </>
  );
}

function datesOf({ license, told }: LicensePageData): Detail[] {
  const t = texts('license');
  const { startsAt, expiresAt, durationDays, updatesUntil, supportUntil, firstActivatedAt, createdAt } = license;
  const isLater = told.usableUntil !== null && told.usableUntil.getTime() !== expiresAt?.getTime();
  return [
    { term: t.issued, value: <Time at={createdAt} as="date" /> },
    ...ifSet(t.starts, startsAt),
    ...(expiresAt || isTermPending(license) ? ifSet(t.expires, expiresAt) : [{ term: t.expires, value: t.never }]),
    ...(durationDays === null
      ? []
      : [{ term: t.term, value: t.termDays({ days: durationDays, months: monthsOf(license) }) }]),
    ...(isLater ? ifSet(t.usableUntil, told.usableUntil) : []),
    ...ifSet(t.updatesUntil, updatesUntil),
    ...ifSet(t.supportUntil, supportUntil),
    { term: t.firstUsed, value: firstActivatedAt ? <Time at={firstActivatedAt} as="date" /> : t.never },
  ];
}

function restrictionsOf({ allowedDomains, allowedIps, restrictedToEmail, restrictedToClientName }: License): Detail[] {
  const t = texts('license');
  const onlyFor = [restrictedToEmail, restrictedToClientName].filter((one) => one !== null).join(', ');
  const restrictions = [
    { term: t.domains, value: allowedDomains.join(', ') },
    { term: t.addresses, value: allowedIps.join(', ') },
    { term: t.onlyEmail, value: onlyFor },
  ];
  return restrictions.filter(({ value }) => value !== '');
}

/** Nothing without a date: most licenses have few of them. */
function ifSet(term: string, at: Date | null): Detail[] {
  return at ? [{ term, value: <Time at={at} /> }] : [];
}

function Limits({ data, canWrite }: SidebarProps): VNode {
  const t = texts('license');
  const { license, use, users, told } = data;
  const { policy, maxActivations, usesLimit, maxUsers, maxSessions } = license;
  return (
    <Section id="limits" title={t.limits}>
      <Meter label={t.seats} used={use.seats} limit={maxActivations} />
      <OfPolicy own={maxActivations} policy={policy?.maxActivations} />
      <Meter label={t.devicesEver} used={use.uses} limit={usesLimit} />
      {usesLimit !== null && <p class="note">{t.devicesEverNote}</p>}
      <OfPolicy own={usesLimit} policy={policy?.usesLimit} />
      <Meter label={t.users} used={users.total ?? 0} limit={maxUsers} />
      <OfPolicy own={maxUsers} policy={policy?.maxUsers} />
      {maxSessions !== null && <Meter label={t.sessions} used={told.sessionsRunning ?? 0} limit={maxSessions} />}
      {told.meters.map((meter) => (
        <Usage key={meter.code} license={license} meter={meter} canWrite={canWrite} />
      ))}
    </Section>
  );
}

/** The version of the policy; of an older one, the link leads to the check of its move to the newest. */
function VersionOf({ license, newest }: { readonly license: License; readonly newest: number }): VNode {
  const t = texts('policyVersions');
  const { id, policyVersion: version } = license;
  return (
    <>
      {t.name({ version })}
      {version !== newest && (
        <p class="note">
          <a href={withQuery(bulkPath('change_policy_version'), { id: String(id) })}>{t.moveTo({ version: newest })}</a>
        </p>
      )}
    </>
  );
}

/** A limit is copied from the policy when the license is issued: where they differ, both are shown. */
function OfPolicy({ own, policy }: { readonly own: number | null; readonly policy?: number | null }): VNode | null {
  const t = texts('license');
  if (policy === undefined || policy === own) {
    return null;
  }
  return <p class="note">{t.ofPolicy({ limit: policy === null ? t.unlimited : formatNumber(policy) })}</p>;
}

interface UsageProps {
  readonly license: License;
  readonly meter: CurrentBalance;
  readonly canWrite: boolean;
}

function Usage({ license, meter, canWrite }: UsageProps): VNode {
  const { code, terms, used, startsAt, endsAt } = meter;
  const most = mostOf(meter);
  const t = texts('license');
  const { correct, correctOf, use, useTitle } = texts('licenseMeter');
  const { grants, title: grantsTitle } = texts('licenseMeterGrants');
  const label = endsAt === null ? code : t.meterPeriod({ name: code, since: formatDate(new Date(startsAt)) });
  return (
    <>
      <Meter label={label} used={shownAmount(meter, used)} limit={most === null ? null : shownAmount(meter, most)} />
      {endsAt !== null && <p class="note">{t.startsAnew({ date: formatDate(new Date(endsAt)) })}</p>}
      {terms.kind === 'held' && <p class="note">{t.heldNote}</p>}
      {terms.limit_per_device !== undefined && (
        <p class="note">{t.mostOfDevice({ limit: formatNumber(shownAmount(meter, terms.limit_per_device)) })}</p>
      )}
      {terms.limit_per_user !== undefined && (
        <p class="note">{t.mostOfUser({ limit: formatNumber(shownAmount(meter, terms.limit_per_user)) })}</p>
      )}
      <p class="note">
        <a href={meterUsePath(license.uid, code)} aria-label={useTitle({ meter: code })}>
          {use}
        </a>
        {terms.kind === 'consumed' && (
          <>
            {' · '}
            <a href={grantsPath(license.uid, code)} aria-label={grantsTitle({ meter: code })}>
              {grants}
            </a>
          </>
        )}
        {canWrite && (
          <>
            {' · '}
            <a href={meterPath(license.uid, code)} aria-label={correctOf({ meter: code })}>
              {correct}
            </a>
          </>
        )}
      </p>
    </>
  );
}

function Users({ data, canWrite }: SidebarProps): VNode | null {
  const t = texts('license');
  const { license, users } = data;
  if (users.rows.length === 0) {
    return null;
  }
  const title = canWrite ? t.assign : t.allUsers({ count: users.total ?? 0 });
  return (
    <Section id="users" title={t.users} link={{ href: verbPath(license.uid, 'users'), title }}>
      <ul class="plain-list">
        {users.rows.map(({ id, identifier, name }) => (
          <li key={id} class="cut" title={identifier}>
            {name ?? identifier}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Notes({ data: { license } }: SidebarProps): VNode | null {
  const t = texts('license');
  const { description, metadata } = license;
  return (
    <>
      {description !== '' && (
        <Section id="notes" title={t.notes}>
          <p class="notes-text">{description}</p>
        </Section>
      )}
      <MetadataSection title={t.metadata} metadata={metadata} />
    </>
  );
}
