/** Paths of the pages of a relay, besides the first one. */
export const LANGUAGE_PATH = '/relay/language';
export const IMPORT_PATH = '/relay/import';
export const REPORT_PATH = '/relay/report';
export const TAKE_OVER_PATH = '/relay/take-over';

export const endPath = (session: string): string => `/relay/sessions/${session}/end`;

export const RESERVE_PATH = '/relay/reservations/new';
export const reservationPath = (id: string): string => `/relay/reservations/${id}`;
export const deleteReservationPath = (id: string): string => `${reservationPath(id)}/delete`;
