import type { VNode } from 'preact';
import { texts, viewer } from '../../../core/i18n';
import type { LicensedActivation } from '../../../core/verification';
import { Badge } from '../../../pages/components/badge';
import { Button, ButtonLink } from '../../../pages/components/button';
import { type QueryFields, withQuery } from '../../../pages/components/filters';
import { LicenseBadge, LicenseLink } from '../../../pages/components/license-badge';
import { PostForm } from '../../../pages/components/post-form';
import { type Column, Cut } from '../../../pages/components/table';
import { Key, Time } from '../../../pages/components/text';

export const DEVICES_PATH = '/console/devices';
export const reactivatePath = (uid: string): string => `${DEVICES_PATH}/${uid}/reactivate`;

/** Characters of a fingerprint in a sentence. */
const MAX_NAME = 80;

interface DeviceActions {
  /** The list, as it is shown. */
  readonly back: string;
  readonly canFree: boolean;
  readonly canReactivate: boolean;
}

interface DeviceColumns extends DeviceActions {
  readonly query: QueryFields & { readonly sort?: 'activated_at' | '-activated_at' };
}

export function deviceColumns({ query, ...actions }: DeviceColumns): (Column<LicensedActivation> | false)[] {
  const t = texts('devices');
  const { sort } = query;
  const { canFree, canReactivate } = actions;
  return [
    { head: t.device, width: 15, onCard: 'title', cell: (device) => <DeviceName {...device} /> },
    { head: t.state, onCard: 'status', cell: (device) => <State device={device} /> },
    {
      name: 'license',
      head: t.key,
      width: 20,
      onCard: 'wide',
      cell: (device) => <LicenseLink {...device.license} />,
    },
    {
      name: 'product',
      isExtra: true,
      head: t.product,
      onCard: 'hidden',
      cell: (device) => <Cut text={productOf(device)} />,
    },
    {
      name: 'version',
      head: t.version,
      onCard: 'hidden',
      cell: ({ appVersion }) => <Cut text={appVersion} />,
    },
    { name: 'ip', head: t.ip, onCard: 'hidden', cell: ({ ip: address }) => <Cut text={address} /> },
    {
      name: 'activated',
      head: t.activated,
      width: 10,
      onCard: 'hidden',
      sort: {
        href: withQuery(DEVICES_PATH, {
          ...query,
          sort: sort === '-activated_at' ? 'activated_at' : '-activated_at',
        }),
        direction: sort && (sort === 'activated_at' ? 'ascending' : 'descending'),
      },
      cell: ({ activatedAt }) => <Time at={activatedAt} as="date" />,
    },
    {
      name: 'seen',
      head: t.seen,
      width: 10,
      onCard: 'left',
      cell: ({ lastSeenAt }) => <Time at={lastSeenAt} as="age" />,
    },
    (canFree || canReactivate) && {
      head: t.action,
      width: 15,
      isRight: true,
      onCard: 'right',
      cell: (device) => <DeviceAction device={device} {...actions} />,
    },
  ];
}

export function productOf({ product, license }: LicensedActivation): string {
  return (product ?? license.product).name;
}

export function nameOf({ name, fingerprint }: Pick<LicensedActivation, 'name' | 'fingerprint'>): string {
  const text = name ?? fingerprint;
  return text.length > MAX_NAME ? `${text.slice(0, MAX_NAME)}…` : text;
}

function DeviceName({ name, fingerprint }: Pick<LicensedActivation, 'name' | 'fingerprint'>): VNode {
  return (
    <>
      {name !== null && <Cut text={name} />}
      <span class={name === null ? undefined : 'row-note'}>
        <Key value={fingerprint} isCut />
      </span>
    </>
  );
}

/** A seat of a license that does not hold: the program on the device does not run. */
function State({ device }: { readonly device: LicensedActivation }): VNode {
  const t = texts('devices');
  const { isActive } = device;
  const status = device.license.statusAt(viewer().now);
  if (isActive && status !== 'active' && status !== 'unused') {
    return <LicenseBadge status={status} />;
  }
  return isActive ? (
    <Badge tone="ok" icon="circle-check" text={t.isActive} />
  ) : (
    <Badge tone="outlined" icon="circle-dashed" text={t.isPast} />
  );
}

interface ActionProps extends DeviceActions {
  readonly device: LicensedActivation;
}

function DeviceAction({ device, back, canFree, canReactivate }: ActionProps): VNode | null {
  const t = texts('devices');
  if (device.isActive) {
    return canFree ? (
      <PostForm class="inline-form" action={`${DEVICES_PATH}/${device.uid}/free`}>
        <input type="hidden" name="back" value={back} />
        <Button isSmall text={t.free} />
      </PostForm>
    ) : null;
  }
  return canReactivate ? (
    <ButtonLink isSmall look="quiet" href={reactivatePath(device.uid)} text={t.reactivate} />
  ) : null;
}
