/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ChangeReason } from './ChangeReason';
import type { ReserveSeats } from './ReserveSeats';
export type ReplaceSeatReservationBody = (ReserveSeats & ChangeReason);

