import type { VNode } from 'preact';
import type { FormValues } from '../../core/common';
import { texts } from '../../core/i18n';
import { RESERVED_FOR } from '../../core/licenses';
import { ReserveSeatsDto, type UsedReservation } from '../../core/verification';
import { textIn } from '../kit/form-input';
import { FormState } from '../kit/form-state';
import type { Page, SeeOther } from '../kit/page';
import { submitForm } from '../kit/submit-form';
import { TextArea, TextField } from './fields';

/** The fields of a form that reserves floating seats, or changes a reservation. */
export function ReservationFields({ form }: { readonly form: FormState }): VNode {
  const t = texts('licenseReservations');
  const chosen = form.value('reserved_for');
  return (
    <>
      <TextField form={form} name="name" label={t.name} hint={t.nameHint} isOptional />
      <div class="field">
        <label for="reserved-for">{t.kind}</label>
        <select class="input" id="reserved-for" name="reserved_for">
          {RESERVED_FOR.map((kind) => (
            <option key={kind} value={kind} selected={kind === chosen}>
              {t.kinds[kind]}
            </option>
          ))}
        </select>
      </div>
      <TextArea form={form} name="members" label={t.members} hint={t.membersHint} />
      <TextField form={form} name="seats" label={t.seats} hint={t.seatsHint} type="number" />
    </>
  );
}

/** The form of a reservation that is there. */
export function reservationForm({ reservation }: UsedReservation): FormState {
  const { name, reservedFor, members, seats } = reservation;
  return FormState.of({
    name: name ?? '',
    reserved_for: reservedFor,
    members: members.join('\n'),
    seats: String(seats),
  });
}

interface ReservationSubmission {
  readonly save: (input: ReserveSeatsDto) => Promise<SeeOther>;
  readonly show: (form: FormState) => Page | Promise<Page>;
}

/** Saves what was sent, or shows the form again with what is wrong. */
export function submitReservation(body: FormValues, { save, show }: ReservationSubmission): Promise<Page | SeeOther> {
  const { membersWrong, seatsWrong, nameWrong, kindWrong } = texts('licenseReservations');
  return submitForm({
    body,
    input: ReserveSeatsDto,
    fields: reservationIn,
    messages: { members: membersWrong, seats: seatsWrong, name: nameWrong, reserved_for: kindWrong },
    submit: save,
    show,
  });
}

/** The name with the members, or the members alone. */
export function holdersOf({ reservation: { name, members } }: Pick<UsedReservation, 'reservation'>): string {
  const list = members.join(', ');
  return name === null ? list : `${name}: ${list}`;
}

/** The fields of the form as the API takes them. */
function reservationIn(body: FormValues): object {
  const name = textIn(body, 'name').trim();
  const lines = textIn(body, 'members').split('\n');
  return {
    ...(name !== '' && { name }),
    reserved_for: textIn(body, 'reserved_for'),
    members: lines.map((line) => line.trim()).filter((line) => line !== ''),
    seats: Number(textIn(body, 'seats') || Number.NaN),
  };
}
