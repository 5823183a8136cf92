import type { VNode } from 'preact';
import { plugins } from '../../../core/common';
import { ENDING_DAYS, SILENT_DAYS } from './customer-figures.service';
import { formatAge, formatDate, texts } from '../../../core/i18n';
import { currentCaller, isPermitted, Permission } from '../../../core/identity';
import { ButtonLink, PostButton } from '../../../pages/components/button';
import { DetailColumns, detailPage } from '../../../pages/components/detail-page';
import { Icon } from '../../../pages/components/icon';
import { Menu, MenuRule, Section } from '../../../pages/components/page-parts';
import { CopyButton, DescriptionList, type Figure, Figures } from '../../../pages/components/text';
import type { Page } from '../../../pages/kit/page';
import { type CustomerPageData, REFUSED_DAYS } from './customer-page.service';
import {
  customerCount,
  CUSTOMERS_PATH,
  deletePath,
  editPath,
  issuePath,
  mergePath,
  moveAllPath,
  portalLinkPath,
  usersPath,
} from './customer-paths';
import { CustomerTabs } from './customer-tabs.view';
import { TroubleBanner } from './customer-trouble.view';

export function customerPage(data: CustomerPageData): Page {
  const { customer } = data;
  return detailPage({
    title: customer.name,
    crumbs: [{ title: texts('customers').customers, href: CUSTOMERS_PATH }],
    lead: <Lead {...data} />,
    actions: <Actions {...data} />,
    main: (
      <>
        <TroubleBanner {...data} />
        <Figures items={figuresOf(data)} />
        <DetailColumns sidebar={<Sidebar {...data} />}>
          <CustomerTabs {...data} />
        </DetailColumns>
      </>
    ),
  });
}

function Lead({ customer: { email, createdAt } }: CustomerPageData): VNode {
  const since = texts('customer').since({ date: formatDate(createdAt) });
  return email === null ? (
    <>{since}</>
  ) : (
    <>
      {since} · <a href={`mailto:${email}`}>{email}</a>
    </>
  );
}

function Actions({ customer: { uid, email }, figures }: CustomerPageData): VNode {
  const t = texts('customers');
  const { canWrite, canIssue } = rights();
  return (
    <>
      {canWrite && email !== null && (
        <PostButton icon="mail" action={portalLinkPath(uid)} text={texts('customer').sendPortalLink} />
      )}
      {canWrite && (
        <Menu label={t.more} isIcon>
          <a href={editPath(uid)}>
            <Icon name="pencil" />
            {t.edit}
          </a>
          {canIssue && figures.licenses > 0 && (
            <a href={moveAllPath(uid)}>
              <Icon name="arrow-left-right" />
              {texts('customer').moveAll}
            </a>
          )}
          <a href={mergePath(uid)}>
            <Icon name="merge" />
            {t.mergeAction}
          </a>
          {linksOfPlugins(uid).map(({ title, icon, href }) => (
            <a key={href} href={href}>
              <Icon name={icon} />
              {title}
            </a>
          ))}
          <MenuRule />
          <a class="menu-danger" href={deletePath(uid)}>
            <Icon name="trash-2" />
            {t.deleteAction}
          </a>
        </Menu>
      )}
      {canIssue && <ButtonLink look="primary" icon="plus" href={issuePath(uid)} text={t.issue} />}
    </>
  );
}

function linksOfPlugins(uid: string) {
  return plugins()
    .flatMap(({ console }) => console?.customerLinks ?? [])
    .filter(({ permission }) => isPermitted(currentCaller(), permission))
    .map(({ title, icon, path }) => ({ title: title(), icon, href: path(uid) }));
}

/** Permissions of the viewer. */
function rights() {
  return {
    canWrite: isPermitted(currentCaller(), Permission.CustomersWrite),
    canIssue: isPermitted(currentCaller(), Permission.LicensesWrite),
  };
}

function figuresOf({ figures, refusals, recentRefusals, sales }: CustomerPageData): Figure[] {
  const t = texts('customer');
  const { licenses, usable, ending, devices, licensesWithDevices, silent, lastContact } = figures;
  return [
    {
      label: t.usable,
      value: customerCount(usable),
      of: t.usableOf({ licenses: customerCount(licenses), ending, days: ENDING_DAYS }),
    },
    {
      label: t.devices,
      value: customerCount(devices),
      of: t.devicesOf({ licenses: licensesWithDevices, silent, days: SILENT_DAYS }),
    },
    {
      label: t.lastContact,
      value: lastContact ? formatAge(lastContact.at) : t.never,
      of: contactText(figures),
    },
    sales?.figure ?? {
      label: t.refused({ days: REFUSED_DAYS }),
      value: customerCount(recentRefusals),
      of: t.refusedOf({ count: customerCount(refusals) }),
    },
  ];
}

function contactText({ lastContact }: CustomerPageData['figures']): string {
  const t = texts('customer');
  if (!lastContact) {
    return t.noContact;
  }
  const { device, operation, outcome } = lastContact;
  if (operation === null || outcome === null) {
    return t.contactForgotten;
  }
  return t.contact({ device, operation: texts('audit').operations[operation], code: outcome });
}

function Sidebar({ customer, groupName }: CustomerPageData): VNode {
  const t = texts('customers');
  const { uid, email, phone, company, reference, notes, newsOptedOutAt } = customer;
  const link = rights().canWrite ? { href: editPath(uid), title: t.edit } : undefined;
  const uuid = (
    <>
      <code>{uid}</code> <CopyButton value={uid} what={t.id} />
    </>
  );
  return (
    <>
      <Section id="details" title={t.details} link={link}>
        <DescriptionList
          items={[
            { term: t.reference, value: reference },
            { term: t.company, value: company },
            { term: t.email, value: email },
            { term: t.phone, value: phone },
            { term: t.group, value: groupName },
            ...(newsOptedOutAt ? [{ term: t.news, value: t.noNews({ since: newsOptedOutAt }) }] : []),
            { term: t.id, value: uuid },
          ]}
        />
        {company !== null && (
          <p class="section-more">
            <a href={usersPath(uid)}>{t.users}</a>
          </p>
        )}
      </Section>
      <Section id="notes" title={t.notes} link={link}>
        {notes === '' ? <p class="unset">{texts('components').notSet}</p> : <p class="notes-text">{notes}</p>}
      </Section>
    </>
  );
}
