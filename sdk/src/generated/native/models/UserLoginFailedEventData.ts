/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
/**
 * Data of the event.
 */
export type UserLoginFailedEventData = {
    /**
     * Username.
     */
    username: string | null;
    change?: EventChange | undefined;
};

