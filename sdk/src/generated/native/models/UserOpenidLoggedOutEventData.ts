/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
/**
 * Data of the event.
 */
export type UserOpenidLoggedOutEventData = {
    /**
     * Username.
     */
    username: string;
    /**
     * Sessions.
     */
    sessions: number;
    change?: EventChange | undefined;
};

