import type { VNode } from 'preact';
import { formatAge, formatDate, formatNumber, texts } from '../../../core/i18n';
import type { LicenseSession } from '../../../core/licenses';
import { SEAT_USAGE_BY, type SeatUsage, type UsedReservation, type WaitingPlace } from '../../../core/verification';
import { Button, ButtonLink } from '../../../pages/components/button';
import { withQuery } from '../../../pages/components/filters';
import { ErrorSummary } from '../../../pages/components/form';
import { Icon } from '../../../pages/components/icon';
import { PostForm } from '../../../pages/components/post-form';
import { ReservationFields } from '../../../pages/components/reservation-fields';
import { DescriptionList } from '../../../pages/components/text';
import type { FormState } from '../../../pages/kit/form-state';
import { Page } from '../../../pages/kit/page';
import { SeatUsageChart } from '../../../pages/reports/seat-usage-chart';
import { Card, PortalHead } from '../frame/portal-parts';
import { licensePath } from './license-words';
import type { OwnedLicense } from './portal-licenses.service';

export const seatsPath = (license: string): string => `${licensePath(license)}/seats`;
const reservationPath = (license: string, uid: string): string => `${seatsPath(license)}/reservations/${uid}`;

interface SeatsPageData {
  readonly owned: OwnedLicense;
  readonly form: FormState;
  readonly sessions: readonly LicenseSession[];
  readonly waiting: readonly WaitingPlace[];
  readonly reservations: readonly UsedReservation[];
  readonly use: SeatUsage;
  readonly useDays: number;
  /** The chart of the use is shown as a table. */
  readonly isTable: boolean;
}

export function seatsPage(data: SeatsPageData): Page {
  const t = texts('portalSeats');
  const { owned, form, reservations } = data;
  const { license, product } = owned;
  const body = (
    <>
      <PortalHead title={t.title} back={{ path: licensePath(license.uid), title: product.name }} />
      <ErrorSummary form={form} title={texts('portalLicense').notDone} />
      <SeatsCard {...data} />
      <WaitingCard {...data} />
      <Card id="reservations" title={texts('licenseReservations').title} lead={texts('licenseReservations').lead}>
        <ul class="portal-rows">
          {reservations.map((one) => (
            <ReservationRow key={one.reservation.uid} license={license.uid} used={one} />
          ))}
        </ul>
        <ReservationForm form={form} action={`${seatsPath(license.uid)}/reservations`} />
      </Card>
      <UseCard {...data} />
    </>
  );
  return new Page({ title: t.title, body });
}

/** The form for a reservation that is there. */
export function reservationPage({ license }: OwnedLicense, uid: string, form: FormState): Page {
  const t = texts('licenseReservations');
  const body = (
    <>
      <PortalHead title={t.changeTitle} back={{ path: seatsPath(license.uid), title: texts('portalSeats').title }} />
      <ErrorSummary form={form} title={texts('portalLicense').notDone} />
      <Card id="reservation" title={t.title}>
        <ReservationForm form={form} action={reservationPath(license.uid, uid)} isChange />
      </Card>
    </>
  );
  return new Page({ title: t.changeTitle, body });
}

function SeatsCard({ owned, sessions }: SeatsPageData): VNode {
  const t = texts('portalLicense');
  return (
    <Card id="seats" title={t.sessions({ count: sessions.length, limit: owned.license.maxSessions ?? 0 })}>
      {sessions.length === 0 && <p>{texts('portalSeats').none}</p>}
      <ul class="portal-rows">
        {sessions.map(({ uid, activation, username, startedAt, borrowedUntil }) => (
          <li key={uid}>
            <Icon name="monitor" />
            <div class="portal-row-text">
              <p>{[username, activation?.name ?? activation?.fingerprint].filter(Boolean).join(', ')}</p>
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

function WaitingCard({ waiting }: SeatsPageData): VNode {
  const t = texts('portalSeats');
  return (
    <Card id="waiting" title={t.waiting({ count: waiting.length })}>
      {waiting.length === 0 && <p>{t.noLine}</p>}
      <ol class="portal-rows">
        {waiting.map(({ position, since, user, device }) => (
          <li key={position}>
            <Icon name="clock" />
            <div class="portal-row-text">
              <p>{[t.place({ position }), user, device].filter(Boolean).join(', ')}</p>
              <p class="portal-hint">{texts('portalLicense').since({ when: formatAge(since) })}</p>
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}

interface ReservationRowProps {
  readonly license: string;
  readonly used: UsedReservation;
}

function ReservationRow({ license, used: { reservation, sessions } }: ReservationRowProps): VNode {
  const t = texts('licenseReservations');
  const { uid, name, members, reservedFor, seats } = reservation;
  const holders = members.join(', ');
  const taken = texts('portalSeats').taken({ sessions, seats });
  return (
    <li>
      <Icon name="user" />
      <div class="portal-row-text">
        <p>{name ?? holders}</p>
        <p class="portal-hint">
          {[t.kinds[reservedFor], name === null ? '' : holders, taken].filter(Boolean).join(' · ')}
        </p>
      </div>
      <ButtonLink href={reservationPath(license, uid)} text={withName(t.change, name ?? holders)} />
      <PostForm action={`${reservationPath(license, uid)}/delete`}>
        <Button text={withName(t.delete, name ?? holders)} />
      </PostForm>
    </li>
  );
}

/** A verb, which screen readers complete. */
function withName(verb: string, name: string): VNode {
  return (
    <>
      {verb}
      <span class="visually-hidden">: {name}</span>
    </>
  );
}

interface ReservationFormProps {
  readonly form: FormState;
  readonly action: string;
  readonly isChange?: boolean;
}

function ReservationForm({ form, action, isChange = false }: ReservationFormProps): VNode {
  const t = texts('licenseReservations');
  return (
    <PostForm class="portal-form" action={action} noValidate>
      <ReservationFields form={form} />
      <Button icon={isChange ? undefined : 'plus'} text={isChange ? t.change : t.add} />
    </PostForm>
  );
}

/** Use of the last days by day, with the rows as CSV. */
function UseCard({ owned: { license }, use, useDays, isTable }: SeatsPageData): VNode {
  const t = texts('licenseSeatUsage');
  const { total } = use;
  return (
    <Card id="use" title={t.title} lead={t.lead({ days: useDays })}>
      <DescriptionList
        items={[
          { term: t.peak, value: formatNumber(total.peak) },
          { term: t.refused, value: formatNumber(total.refused) },
          { term: t.full, value: formatNumber(total.fullMinutes ?? 0) },
          { term: t.sufficient, value: formatNumber(total.sufficient) },
        ]}
      />
      <SeatUsageChart
        usage={use}
        isTable={isTable}
        otherHref={withQuery(seatsPath(license.uid), { table: isTable ? undefined : '1' })}
      />
      <p class="portal-buttons">
        {SEAT_USAGE_BY.map((by) => (
          <ButtonLink
            key={by}
            icon="download"
            href={withQuery(`${seatsPath(license.uid)}/use.csv`, { by })}
            text={texts('portalSeats').csv({ by: t.by[by] })}
          />
        ))}
      </p>
    </Card>
  );
}
