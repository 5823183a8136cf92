import type { VNode } from 'preact';
import { texts, viewer } from '../../../core/i18n';
import type { LicenseSession } from '../../../core/licenses';
import type { RefusedStart } from './refused-starts.service';
import { ButtonLink, PostButton } from '../../../pages/components/button';
import { Icon } from '../../../pages/components/icon';
import { LicenseLink } from '../../../pages/components/license-badge';
import { type Column, Cut } from '../../../pages/components/table';
import { Time } from '../../../pages/components/text';
import { takeBackPath } from './session-paths';

export interface SessionColumns {
  /** The users of devices, by the ids of the devices. */
  readonly users: ReadonlyMap<number, readonly string[]>;
  readonly canEnd: boolean;
  /** The page of the license, if the table stands there: it does not name the license. */
  readonly licensePage?: string;
}

/** The columns of running and borrowed sessions. */
export function sessionColumns({ users, canEnd, licensePage }: SessionColumns): (Column<LicenseSession> | false)[] {
  const t = texts('floatingSessions');
  return [
    { head: t.who, width: 20, onCard: 'title', cell: (session) => <Who session={session} users={users} /> },
    licensePage === undefined && { name: 'license', head: t.license, width: 25, onCard: 'wide', cell: LicenseOf },
    {
      name: 'version',
      head: t.version,
      width: 10,
      onCard: 'hidden',
      cell: ({ appVersion }) => <Cut text={appVersion ?? ''} />,
    },
    {
      name: 'since',
      head: t.since,
      width: 15,
      onCard: 'hidden',
      cell: ({ startedAt }) => <Time at={startedAt} as="age" />,
    },
    { name: 'life', head: t.life, width: 15, onCard: 'left', cell: SignOfLife },
    canEnd && {
      head: t.action,
      width: 15,
      isRight: true,
      onCard: 'right',
      cell: (session) => <TakeBack session={session} back={licensePage} />,
    },
  ];
}

/** The columns of starts that found no seat. */
export function refusedColumns(users: SessionColumns['users']): Column<RefusedStart>[] {
  const t = texts('floatingSessions');
  return [
    {
      head: t.who,
      width: 25,
      onCard: 'title',
      cell: ({ activationId, deviceName, fingerprint }) => (
        <Named names={users.get(activationId ?? 0)} device={deviceName ?? fingerprint ?? ''} />
      ),
    },
    { head: t.license, width: 30, onCard: 'wide', cell: RefusedLicense },
    { head: t.version, width: 10, onCard: 'hidden', cell: ({ appVersion }) => appVersion && <Cut text={appVersion} /> },
    { head: t.address, width: 15, onCard: 'left', cell: ({ ip }) => ip && <Cut text={ip} /> },
    { head: t.refusedAt, isRight: true, onCard: 'right', cell: ({ at }) => <Time at={at} as="clock" /> },
  ];
}

function RefusedLicense({ license }: RefusedStart): VNode {
  return license ? (
    <LicenseAndCustomer uid={license.uid} licenseKey={license.key} customer={license.customer ?? ''} />
  ) : (
    <span class="unset">{texts('floatingSessions').deletedLicense}</span>
  );
}

export function isBorrowed({ borrowedUntil }: LicenseSession): boolean {
  return borrowedUntil !== null && borrowedUntil > viewer().now;
}

/** The name of the device, or its fingerprint. */
export function deviceOf({ activation }: LicenseSession): string {
  const { name = null, fingerprint = '' } = activation ?? {};
  return name === null || name === '' ? fingerprint : name;
}

function Who({ session, users }: { readonly session: LicenseSession } & Pick<SessionColumns, 'users'>): VNode {
  const { username, activationId } = session;
  return <Named names={username === null ? users.get(activationId) : [username]} device={deviceOf(session)} />;
}

/** The users of a device, above its name. */
export function Named({ names: all, device }: { readonly names?: readonly string[]; readonly device: string }): VNode {
  const names = all?.join(', ');
  const note = (
    <span class="cut" title={device}>
      {device}
    </span>
  );
  return names === undefined ? (
    <>
      <span class="unset">{texts('floatingSessions').noUser}</span>
      <span class="row-note">{note}</span>
    </>
  ) : (
    <Cut text={names} note={note} />
  );
}

function LicenseOf({ activation }: LicenseSession): VNode | null {
  const license = activation?.license;
  if (!license) {
    return null;
  }
  return (
    <LicenseAndCustomer
      uid={license.uid}
      licenseKey={license.key}
      customer={license.customer?.name ?? license.customer?.email ?? ''}
    />
  );
}

interface LicenseAndCustomerProps {
  readonly uid: string;
  readonly licenseKey: string;
  /** Empty if there is none. */
  readonly customer: string;
}

export function LicenseAndCustomer({ uid, licenseKey, customer }: LicenseAndCustomerProps): VNode {
  return (
    <>
      {LicenseLink({ uid, key: licenseKey })}
      {customer !== '' && (
        <span class="row-note cut" title={customer}>
          {customer}
        </span>
      )}
    </>
  );
}

/** When it was last heard of or, borrowed, when it comes back; of one that ended, when and why. */
function SignOfLife(session: LicenseSession): VNode {
  const t = texts('floatingSessions');
  const { borrowedUntil, lastHeartbeatAt } = session;
  const end = session.endBy(viewer().now);
  if (end) {
    return (
      <>
        <Time at={end.at} as="age" />
        <span class="row-note">{t.ends[end.reason]}</span>
      </>
    );
  }
  if (borrowedUntil !== null && isBorrowed(session)) {
    return (
      <>
        <Time at={borrowedUntil} />
        <span class="row-note">{t.comesBack}</span>
      </>
    );
  }
  if (!session.isSilentAt(viewer().now)) {
    return <Time at={lastHeartbeatAt} as="age" />;
  }
  return (
    <span class="silent">
      <Icon name="triangle-alert" size={14} />
      <span class="visually-hidden">{t.isSilent} </span>
      <Time at={lastHeartbeatAt} as="age" />
    </span>
  );
}

/** At once, if the program learns of it; a borrowed seat is asked about first. */
function TakeBack({ session, back }: { readonly session: LicenseSession; readonly back?: string }): VNode {
  const t = texts('floatingSessions');
  const path = takeBackPath(session.uid, back);
  const label = t.takeBackOf({ device: deviceOf(session) });
  return isBorrowed(session) ? (
    <ButtonLink isSmall href={path} label={label} text={t.takeBackAsk} />
  ) : (
    <PostButton isSmall action={path} label={label} text={t.takeBack} />
  );
}
