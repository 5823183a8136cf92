import { Get, Param, Post, Query } from '@nestjs/common';
import { IsIn } from 'class-validator';
import type { VNode } from 'preact';
import {
  Authorized,
  type FormValues,
  IsMetadata,
  IsText,
  MayBeMissing,
  type Metadata,
  problem,
  UuidPipe,
} from '../../../core/common';
import { currentCaller, isPermitted, Permission } from '../../../core/identity';
import type { Activation, License } from '../../../core/licenses';
import { ActivationsService, LicenseUsersService, type LicenseWithUsage } from '../../../core/licensing';
import {
  DeactivateActivationService,
  type LicensedActivation,
  ReactivateActivationService,
} from '../../../core/verification';
import { formatDateTime, formatNumber, texts } from '../../../core/i18n';
import { Button, ButtonLink, PostButton } from '../../../pages/components/button';
import { detailPage } from '../../../pages/components/detail-page';
import { FieldGroups } from '../../../pages/components/field-groups';
import { withQuery } from '../../../pages/components/filters';
import { ErrorSummary, Form, FormFoot } from '../../../pages/components/form';
import { ListPager } from '../../../pages/components/list-pager';
import { trailPages } from '../../../pages/components/list-pages';
import { metadataDetails } from '../../../pages/components/metadata-section';
import { Section, Tabs } from '../../../pages/components/page-parts';
import { CopyButton, DescriptionList, type Detail, Key, Time } from '../../../pages/components/text';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { asFormError } from '../../../pages/kit/form-input';
import { FormState } from '../../../pages/kit/form-state';
import { localPath } from '../../../pages/kit/local-path';
import { type FormGroups, initialValues, labeled } from '../../../pages/kit/form-table';
import { CursorPageDto } from '../../../pages/kit/cursor-page';
import { metadataChange } from '../../../pages/kit/metadata-change';
import { OptionalField } from '../../../pages/kit/optional-field';
import { type Page, SeeOther } from '../../../pages/kit/page';
import { FormBody } from '../../../pages/kit/parameters';
import { submitFields } from '../../../pages/kit/submit-form';
import { licensePath } from '../../../pages/kit/record-paths';
import { crumbsOf, devicePath, devicesPath, explainPath } from './license-paths';
import { DeviceTable, nameOf } from './license-seats.view';
import { PathLicense, pageOrError } from './path-license';

const DEVICES_PER_PAGE = 50;

export class DeviceListQueryDto extends CursorPageDto {
  @OptionalField()
  @IsIn(['1'])
  past?: string;
}

export class BackQueryDto {
  /** The page to return to; by default that of the license. */
  @OptionalField()
  @IsText(2_000)
  back?: string;
}

export class ChangeDeviceDto {
  @IsText(255)
  name!: string;

  @MayBeMissing()
  @IsMetadata()
  metadata?: Metadata;
}

const CHANGED: FormGroups = [
  {
    rows: [
      { name: 'name', isOptional: true },
      { name: 'metadata', kind: 'json', rows: 5, isOptional: true },
    ],
  },
];

/** The devices of a license. */
@ConsoleController('license/edit/:id/devices')
export class LicenseDevicesController {
  constructor(
    private readonly activations: ActivationsService,
    private readonly deactivation: DeactivateActivationService,
    private readonly reactivation: ReactivateActivationService,
    private readonly users: LicenseUsersService,
  ) {}

  @Get()
  @Authorized(Permission.ActivationsRead)
  async showDevices(
    @PathLicense() { license }: LicenseWithUsage,
    @Query() { past, ...place }: DeviceListQueryDto,
  ): Promise<Page> {
    const t = texts('licenseDevices');
    const { id, uid } = license;
    const { canFree, canRestore } = rights();
    const isPast = past !== undefined;
    const { rows, next } = await this.activations.listOf(id, { limit: DEVICES_PER_PAGE, after: place.after }, !isPast);
    const restore = (device: Activation): VNode => (
      <PostButton
        isSmall
        action={devicePath(uid, device.uid, 'restore')}
        label={`${t.restore}: ${nameOf(device)}`}
        text={t.restore}
      />
    );
    const tabs = [
      { title: t.active, href: devicesPath(uid, false), isCurrent: !isPast },
      { title: t.past, href: devicesPath(uid, true), isCurrent: isPast },
    ];
    const action = isPast && canRestore ? restore : undefined;
    return detailPage({
      title: t.devices,
      crumbs: crumbsOf(license),
      above: <Tabs label={t.views} tabs={tabs} />,
      main:
        rows.length === 0 ? (
          <p class="unset">{isPast ? t.noPast : texts('license').noDevices}</p>
        ) : (
          <>
            <DeviceTable license={uid} devices={rows} canFree={canFree && !isPast} action={action} />
            <ListPager
              rows={rows}
              order={texts('lists').newestFirst}
              path={devicesPath(uid, false)}
              query={{ past }}
              pages={trailPages(place, next, DEVICES_PER_PAGE)}
            />
          </>
        ),
    });
  }

  @Get(':device')
  @Authorized(Permission.ActivationsRead)
  async showDevice(
    @PathLicense() { license }: LicenseWithUsage,
    @Param('device', UuidPipe) uid: string,
  ): Promise<Page> {
    const device = await this.deviceOf(license, uid);
    const groups = labeled(CHANGED, texts('licenseDevices'), device);
    return this.page(device, FormState.of(initialValues(groups)));
  }

  @Post(':device/free')
  @Authorized(Permission.ActivationsWrite)
  async freeSeat(
    @PathLicense() { license }: LicenseWithUsage,
    @Param('device', UuidPipe) uid: string,
    @Query() { back }: BackQueryDto,
  ): Promise<SeeOther> {
    const t = texts('licenseActions');
    const device = await this.deactivation.deactivateOf(license, uid);
    const undo = { text: t.undo, path: withQuery(devicePath(license.uid, uid, 'restore'), { back }), isPost: true };
    const link = rights().canRestore ? undo : undefined;
    return SeeOther.done(backTo(license, back), t.freed({ device: nameOf(device) }), link);
  }

  @Post(':device/restore')
  @Authorized(Permission.ReactivationsWrite)
  async restoreSeat(
    @PathLicense() { license }: LicenseWithUsage,
    @Param('device', UuidPipe) uid: string,
    @Query() { back }: BackQueryDto,
  ): Promise<SeeOther> {
    const device = await this.deviceOf(license, uid);
    const path = backTo(license, back);
    return pageOrError(path, async () => {
      await this.reactivation.reactivate(uid);
      return SeeOther.done(path, texts('licenseActions').restored({ device: nameOf(device) }));
    });
  }

  @Post(':device/change')
  @Authorized(Permission.ActivationsWrite)
  async changeDevice(
    @PathLicense() { license }: LicenseWithUsage,
    @Param('device', UuidPipe) uid: string,
    @FormBody() body: FormValues,
  ): Promise<Page | SeeOther> {
    const device = await this.deviceOf(license, uid);
    return submitFields({
      body,
      groups: CHANGED,
      texts: texts('licenseDevices'),
      input: ChangeDeviceDto,
      submit: async ({ name, metadata }) => {
        const change = { name: name || null, metadata: metadataChange(device.metadata ?? null, metadata) };
        await asFormError(this.activations.change(uid, change));
        return SeeOther.done(devicePath(license.uid, uid), texts('licenseActions').changed);
      },
      show: (form) => this.page(device, form),
    });
  }

  private async page(device: LicensedActivation, form: FormState): Promise<Page> {
    const t = texts('licenseDevices');
    const { license, isActive } = device;
    const { canFree, canRestore } = rights();
    const users = (await this.users.ofDevices([device])).get(device.id) ?? [];
    const components = await this.activations.countComponents(device);
    const about = [
      ...aboutOf(device),
      ...(users.length === 0 ? [] : [{ term: t.users, value: users.join(', ') }]),
      ...(components === 0 ? [] : [{ term: t.components, value: formatNumber(components) }]),
    ];
    return detailPage({
      title: nameOf(device),
      width: 'confirmation',
      crumbs: [...crumbsOf(license), { title: t.devices, href: devicesPath(license.uid, !isActive) }],
      lead: !isActive && canRestore ? t.restoreNote : undefined,
      actions: <DeviceActions device={device} />,
      above: <ErrorSummary form={form} title={t.notSaved} />,
      main: (
        <>
          <DescriptionList items={about} />
          {canFree && (
            <Section id="change" title={t.change}>
              <Form action={devicePath(license.uid, device.uid, 'change')}>
                <FieldGroups form={form} groups={labeled(CHANGED, t)} />
                <FormFoot>
                  <Button text={t.save} />
                </FormFoot>
              </Form>
            </Section>
          )}
        </>
      ),
    });
  }

  private async deviceOf(license: License, uid: string): Promise<LicensedActivation> {
    const device = await this.activations.get(uid);
    if (device.license.uid !== license.uid) {
      throw problem('ACTIVATION_NOT_FOUND');
    }
    return device;
  }
}

function backTo({ uid }: License, back = ''): string {
  return localPath(back) ?? licensePath(uid);
}

/** Permissions of the viewer for a device. */
function rights() {
  return {
    canFree: isPermitted(currentCaller(), Permission.ActivationsWrite),
    canRestore: isPermitted(currentCaller(), Permission.ReactivationsWrite),
  };
}

function DeviceActions({ device }: { readonly device: LicensedActivation }): VNode {
  const t = texts('licenseDevices');
  const { license, uid, fingerprint, isActive } = device;
  const { canFree, canRestore } = rights();
  const button = (verb: 'free' | 'restore', icon: 'unlink' | 'rotate-ccw') => (
    <PostButton look="primary" icon={icon} action={devicePath(license.uid, uid, verb)} text={t[verb]} />
  );
  return (
    <>
      <ButtonLink icon="circle-help" href={explainPath(license.key, fingerprint)} text={t.explain} />
      {isActive && canFree && button('free', 'unlink')}
      {!isActive && canRestore && button('restore', 'rotate-ccw')}
    </>
  );
}

function aboutOf(device: Activation): Detail[] {
  const t = texts('licenseDevices');
  const { fingerprint, deactivatedAt, takesSeat, environment, cores, memoryMb, diskGb = null, checkCount } = device;
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
    ...(diskGb === null ? [] : [{ term: t.disk, value: t.diskGb({ gb: formatNumber(diskGb) }) }]),
    ...metadataDetails(device.metadata ?? {}),
  ];
}
