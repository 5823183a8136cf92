/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UsageReservation = {
    /**
     * Commits or releases the reservation. Shown once.
     */
    reservation_token: string;
    /**
     * When it ends by itself. ISO 8601.
     */
    expires_at: string;
};

