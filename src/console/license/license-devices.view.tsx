import type { VNode } from 'preact';
import type { Page as ListPage } from '../../common/pagination/page-request';
import type { Activation } from '../../licenses/activations/activation.entity';
import type { LicensedActivation } from '../../verification/calls/find-activation.service';
import type { License } from '../../licenses/licenses/license.entity';
import { Button, ButtonLink, PostButton } from '../components/button';
import { TextField } from '../components/fields';
import { ErrorSummary, Form, FormFoot } from '../components/form';
import { PageHeader, Section, Tabs } from '../components/page-parts';
import { Pager } from '../components/table';
import { CopyButton, DescriptionList, type Detail, Key, Time } from '../components/text';
import { formatDateTime, formatNumber } from '../../i18n/format';
import type { FormState } from '../kit/form-state';
import { Page } from '../kit/page';
import { texts } from '../../i18n/texts';
import { crumbsOf } from './license-confirmation.view';
import { devicePath, devicesPath, explainPath } from './license-paths';
import { DeviceTable, nameOf } from './license-seats.view';

export interface DeviceRights {
  readonly canFree: boolean;
  readonly canRestore: boolean;
}

interface DeviceList extends DeviceRights {
  readonly license: License;
  readonly isPast: boolean;
  readonly devices: ListPage<Activation>;
}

export function devicesPage(list: DeviceList): Page {
  const t = texts('licenseDevices');
  const { license, isPast, devices, canFree, canRestore } = list;
  const { uid, key } = license;
  const restore = (device: Activation): VNode => (
    <PostButton isSmall action={devicePath(uid, device.uid, 'restore')} label={`${t.restore}: ${nameOf(device)}`}>
      {t.restore}
    </PostButton>
  );
  const tabs = [
    { title: t.active, href: devicesPath(uid, false), isCurrent: !isPast },
    { title: t.past, href: devicesPath(uid, true), isCurrent: isPast },
  ];
  const body = (
    <>
      <PageHeader title={t.devices} crumbs={crumbsOf(uid, key)} />
      <Tabs label={t.views} tabs={tabs} />
      {devices.rows.length === 0 ? (
        <p class="unset">{isPast ? t.noPast : texts('license').noDevices}</p>
      ) : (
        <>
          <DeviceTable
            license={uid}
            devices={devices.rows}
            canFree={canFree && !isPast}
            action={isPast && canRestore ? restore : undefined}
          />
          <Pager
            text={t.range({ count: devices.rows.length })}
            nextHref={devices.next === null ? undefined : devicesPath(uid, isPast, devices.next)}
          />
        </>
      )}
    </>
  );
  return new Page({ title: t.devices, body });
}

interface DeviceData extends DeviceRights {
  readonly device: LicensedActivation;
  readonly users: readonly string[];
  /** Number of components by which it is recognized. */
  readonly components: number;
  readonly form: FormState;
}

export function devicePage({ device, form, users, components, ...rights }: DeviceData): Page {
  const t = texts('licenseDevices');
  const title = nameOf(device);
  const { license } = device;
  const crumbs = [
    ...crumbsOf(license.uid, license.key),
    { title: t.devices, href: devicesPath(license.uid, !device.isActive) },
  ];
  const body = (
    <>
      <PageHeader
        title={title}
        crumbs={crumbs}
        actions={<DeviceActions device={device} {...rights} />}
        lead={!device.isActive && rights.canRestore ? t.restoreNote : undefined}
      />
      <ErrorSummary form={form} title={t.notSaved} />
      <DescriptionList
        items={[
          ...aboutOf(device),
          ...(users.length === 0 ? [] : [{ term: t.users, value: users.join(', ') }]),
          ...(components === 0 ? [] : [{ term: t.components, value: formatNumber(components) }]),
        ]}
      />
      {rights.canFree && (
        <Section id="rename" title={t.rename}>
          <Form action={devicePath(license.uid, device.uid, 'rename')}>
            <TextField form={form} name="name" label={t.name} hint={t.nameHint} isOptional />
            <FormFoot>
              <Button>{t.rename}</Button>
            </FormFoot>
          </Form>
        </Section>
      )}
    </>
  );
  return new Page({ title, width: 'confirmation', body });
}

function DeviceActions({ device, canFree, canRestore }: DeviceRights & { device: LicensedActivation }): VNode {
  const t = texts('licenseDevices');
  const { license, uid, fingerprint, isActive } = device;
  return (
    <>
      <ButtonLink icon="circle-help" href={explainPath(license.key, fingerprint)}>
        {t.explain}
      </ButtonLink>
      {isActive && canFree && (
        <PostButton look="primary" icon="unlink" action={devicePath(license.uid, uid, 'free')}>
          {t.free}
        </PostButton>
      )}
      {!isActive && canRestore && (
        <PostButton look="primary" icon="rotate-ccw" action={devicePath(license.uid, uid, 'restore')}>
          {t.restore}
        </PostButton>
      )}
    </>
  );
}

function aboutOf(device: Activation): Detail[] {
  const t = texts('licenseDevices');
  const { fingerprint, deactivatedAt, takesSeat, environment, cores, memoryMb, checkCount } = device;
  const state = deactivatedAt ? t.ended({ date: formatDateTime(deactivatedAt) }) : takesSeat ? t.hasSeat : t.hasNoSeat;
  return [
    {
      term: t.fingerprint,
      value: (
        <>
          <Key value={fingerprint} /> <CopyButton value={fingerprint} what={t.fingerprintWord} />
        </>
      ),
    },
    { term: t.state, value: state },
    { term: t.activated, value: <Time at={device.activatedAt} /> },
    { term: t.seen, value: <Time at={device.lastSeenAt} /> },
    { term: t.checks, value: formatNumber(checkCount) },
    { term: t.version, value: device.appVersion },
    { term: t.address, value: device.ip },
    { term: t.agent, value: device.userAgent },
    { term: t.kind, value: environment && texts('environments')[environment] },
    ...(cores === null ? [] : [{ term: t.cores, value: formatNumber(cores) }]),
    ...(memoryMb === null ? [] : [{ term: t.memory, value: t.memoryMb({ mb: formatNumber(memoryMb) }) }]),
  ];
}
