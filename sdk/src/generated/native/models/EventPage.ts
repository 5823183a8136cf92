/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Event } from './Event';
export type EventPage = {
    items: Array<Event>;
    /**
     * Send it as `after` for the next page; null at the end.
     */
    next: string | null;
};

