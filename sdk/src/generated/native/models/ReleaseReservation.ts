/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ReleaseReservation = {
    /**
     * The token of the reservation. At most 64 characters.
     */
    reservation_token: string;
};

