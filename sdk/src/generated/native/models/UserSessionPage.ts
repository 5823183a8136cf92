/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { UserSession } from './UserSession';
export type UserSessionPage = {
    items: Array<UserSession>;
    /**
     * Send it as `after` for the next page; null at the end.
     */
    next: string | null;
};

