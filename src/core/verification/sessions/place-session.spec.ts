import { placeSession, type SeatCounts, type SeatTerms } from './place-session';

const TERMS: SeatTerms = {
  sessionsCountBy: 'instance',
  maxSessionsPerUser: null,
  maxSessionsPerMachine: null,
  maxMachinesPerUser: null,
};

const counts = (more: Partial<SeatCounts>): SeatCounts => ({
  used: 0,
  isShared: false,
  sharedReservation: null,
  ofUser: 0,
  ofMachine: 0,
  otherMachines: 0,
  reservations: [],
  ahead: [],
  ...more,
});

const reserved = (id: number, seats: number, used: number, fits: boolean) => ({ id, seats, used, fits });

it.each([
  ['a free seat', 3, counts({ used: 2 }), null],
  ['its reserved seat first', 3, counts({ reservations: [reserved(7, 1, 0, true)] }), 7],
  [
    'a free seat once its reserved ones are taken',
    3,
    counts({ used: 1, reservations: [reserved(7, 1, 1, true)] }),
    null,
  ],
  ['the seat of the session with which it shares one', 1, counts({ used: 1, isShared: true, sharedReservation: 7 }), 7],
  ['any seat without a limit', null, counts({ used: 99, reservations: [reserved(7, 5, 0, false)] }), null],
  ['the seat that is left by those that wait', 2, counts({ ahead: [[]] }), null],
  ['its reserved seat whoever waits', 1, counts({ reservations: [reserved(7, 1, 0, true)], ahead: [[], []] }), 7],
])('gives a session %s', (_seat, max, state, reservationId) => {
  expect(placeSession(max, TERMS, state)).toMatchObject({ reservationId });
});

it.each([
  ['all seats are taken', counts({ used: 3 })],
  ['the rest is reserved for others', counts({ used: 1, reservations: [reserved(7, 2, 0, false)] })],
  ['a lower limit is exceeded', counts({ used: 3, reservations: [reserved(7, 4, 3, true)] })],
  ['those that wait get the rest', counts({ used: 1, ahead: [[], []] })],
  [
    'those that wait take its reserved seats',
    counts({ used: 1, reservations: [reserved(7, 2, 0, true)], ahead: [[7], [7]] }),
  ],
])('refuses a session of a license with three seats if %s', (_case, state) => {
  expect(placeSession(3, TERMS, state)).toEqual({ refusal: 'SESSIONS_EXHAUSTED' });
});
