import type { ComponentChildren, VNode } from 'preact';
import { DAY } from '../../../core/common';
import type { Activation } from '../../../core/licenses';
import { formatNumber, texts, viewer } from '../../../core/i18n';
import type { WaitingPlace } from '../../../core/verification';
import { PostButton } from '../../../pages/components/button';
import { Icon } from '../../../pages/components/icon';
import { type Column, Cut, Table } from '../../../pages/components/table';
import { Key, Time } from '../../../pages/components/text';
import { Section } from '../../../pages/components/page-parts';
import { licensePath } from '../../../pages/kit/record-paths';
import type { LicensePageData } from './license-page.service';
import { devicePath, devicesPath, reservationsPath, seatUsagePath } from './license-paths';
import { sessionsPath } from '../sessions/session-paths';
import { Named, sessionColumns } from '../sessions/session-table';

/** A device that was not seen for so long is marked. */
const SILENT_DAYS = 30;

export function Seats({ data, canFree }: { readonly data: LicensePageData; readonly canFree: boolean }): VNode {
  const t = texts('license');
  const { license, use, devices } = data;
  const silent = devices.rows.filter(isSilent).length;
  const note = [
    t.seatsTaken({ taken: use.seats, limit: license.maxActivations }),
    ...(use.freeHosts === 0 ? [] : [t.freeHosts({ count: use.freeHosts })]),
    ...(silent === 0 ? [] : [t.silent({ count: silent, days: SILENT_DAYS })]),
  ].join(' · ');
  return (
    <Section id="seats" title={t.seats} note={note} link={linkOf(data)}>
      {devices.rows.length === 0 ? (
        <p class="unset">{t.noDevices}</p>
      ) : (
        <DeviceTable license={license.uid} devices={devices.rows} users={data.deviceUsers} canFree={canFree} />
      )}
    </Section>
  );
}

/** To all devices, if not all are shown; to the past ones, if there are any. */
function linkOf({ license, use, devices }: LicensePageData) {
  const t = texts('license');
  if (devices.next !== null) {
    return { href: devicesPath(license.uid, false), title: t.allDevices };
  }
  const past = use.uses - devices.rows.length;
  return past === 0 ? undefined : { href: devicesPath(license.uid, true), title: t.pastDevices({ count: past }) };
}

interface DeviceTableProps {
  /** Uid of the license. */
  readonly license: string;
  readonly devices: readonly Activation[];
  /** By the ids of the devices. */
  readonly users?: ReadonlyMap<number, readonly string[]>;
  readonly canFree: boolean;
  /** In place of the button that frees the seat. */
  readonly action?: (device: Activation) => ComponentChildren;
}

export function DeviceTable({ license, devices, users, canFree, action }: DeviceTableProps): VNode {
  const t = texts('license');
  const freeSeat = (device: Activation): ComponentChildren => (
    <PostButton
      isSmall
      action={devicePath(license, device.uid, 'free')}
      label={t.freeSeatOf({ device: nameOf(device) })}
      text={t.freeSeat}
    />
  );
  const columns: Column<Activation>[] = [
    {
      head: t.device,
      width: 30,
      onCard: 'title',
      cell: (device) => <DeviceName license={license} device={device} users={users?.get(device.id)} />,
    },
    { head: t.version, width: 10, onCard: 'hidden', cell: ({ appVersion }) => <Cut text={appVersion ?? ''} /> },
    { head: t.lastSeen, width: 20, onCard: 'left', cell: (device) => <LastSeen device={device} /> },
    { head: t.address, onCard: 'hidden', cell: ({ ip }) => <Cut text={ip ?? ''} /> },
  ];
  const act = action ?? freeSeat;
  const last: Column<Activation> = { head: t.action, width: 20, isRight: true, onCard: 'right', cell: act };
  return <Table label={t.seats} rows={devices} columns={canFree || action ? [...columns, last] : columns} />;
}

interface DeviceNameProps {
  readonly license: string;
  readonly device: Activation;
  readonly users?: readonly string[];
}

export function DeviceName({ license, device, users }: DeviceNameProps): VNode {
  const name = nameOf(device);
  return (
    <>
      <a class="row-link cut" href={devicePath(license, device.uid)} title={name}>
        {name}
      </a>
      <span class="row-note">
        {name === device.fingerprint ? null : <Key value={device.fingerprint} isCut />}
        {device.takesSeat ? null : seatlessNote(device)}
      </span>
      {users && (
        <span class="row-note cut" title={users.join(', ')}>
          {users.join(', ')}
        </span>
      )}
    </>
  );
}

function seatlessNote({ kind }: Activation): string {
  const t = texts('license');
  return kind === 'domain' ? t.freeHost : t.withoutSeat;
}

export function nameOf({ name, fingerprint }: Activation): string {
  return name !== null && name !== '' ? name : fingerprint;
}

export function LastSeen({ device }: { readonly device: Activation }): VNode {
  if (!device.isActive || !isSilent(device)) {
    return <Time at={device.lastSeenAt} as="age" />;
  }
  return (
    <span class="silent">
      <Icon name="triangle-alert" size={14} />
      <span class="visually-hidden">{texts('license').longSilent} </span>
      <Time at={device.lastSeenAt} as="age" />
    </span>
  );
}

function isSilent({ lastSeenAt }: Activation): boolean {
  return viewer().now.getTime() - lastSeenAt.getTime() > SILENT_DAYS * DAY;
}

/** Floating seats. Nothing for a license without them. */
export function Sessions({ data, canEnd }: { readonly data: LicensePageData; readonly canEnd: boolean }): VNode | null {
  const t = texts('license');
  const { license, sessions, told, waiting, deviceUsers: users } = data;
  if (license.maxSessions === null) {
    return null;
  }
  const columns = sessionColumns({ users, canEnd, licensePage: licensePath(license.uid) });
  return (
    <Section
      id="sessions"
      title={t.sessions}
      note={t.sessionsRunning({ running: told.sessionsRunning ?? sessions.length, limit: license.maxSessions })}
      link={{ href: sessionsPath(license.key), title: texts('floatingSessions').useOverTime }}
    >
      {sessions.length === 0 ? (
        <p class="unset">{texts('floatingSessions').none}</p>
      ) : (
        <Table label={t.sessions} rows={sessions} columns={columns.filter((column) => column !== false)} />
      )}
      {waiting.length > 0 && <WaitingLine places={waiting} />}
      <p class="section-more">
        <a href={reservationsPath(license.uid)}>{texts('licenseReservations').title}</a>{' '}
        <a href={seatUsagePath(license.uid)}>{texts('licenseSeatUsage').title}</a>
      </p>
    </Section>
  );
}

/** Apps that wait for a seat, in their order. */
function WaitingLine({ places }: { readonly places: readonly WaitingPlace[] }): VNode {
  const t = texts('floatingSessions');
  const columns: Column<WaitingPlace>[] = [
    { head: t.waitingPlace, width: 20, onCard: 'title', cell: ({ position }) => formatNumber(position) },
    {
      head: t.who,
      onCard: 'wide',
      cell: ({ device, user }) => <Named names={user === null ? [] : [user]} device={device ?? ''} />,
    },
    { head: t.waitingSince, onCard: 'left', cell: ({ since }) => <Time at={since} /> },
  ];
  return (
    <>
      <h3>{t.waitingLine}</h3>
      <Table label={t.waitingLine} rows={places} columns={columns} />
    </>
  );
}
