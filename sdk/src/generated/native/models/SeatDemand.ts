/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type SeatDemand = {
    /**
     * Sessions that ran; by feature, times that it was taken.
     */
    sessions: number;
    /**
     * Most seats that were taken at once.
     */
    peak: number;
    /**
     * Starts without a free seat, once an hour for each device; null by user.
     */
    refused: number | null;
    /**
     * Minutes for which all seats were taken, by the limit of today; null without one.
     */
    full_minutes: number | null;
    /**
     * Fewest seats with which no start would have been refused, if a refused device wants a seat for an hour or until it gets one.
     */
    sufficient_seats: number;
    /**
     * Hours of these sessions together.
     */
    hours: number;
};

