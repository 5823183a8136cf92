/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type WaitingPlace = {
    /**
     * Position in the waiting line, from 1.
     */
    position: number;
    /**
     * When the program asked first. ISO 8601.
     */
    since: string;
    /**
     * Keeps the place, as `wait_token`.
     */
    token: string;
    /**
     * The place ends then unless the program asks again. ISO 8601.
     */
    expires_at: string;
};

