/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { User } from './User';
export type UserPage = {
    items: Array<User>;
    /**
     * Send it as `after` for the next page; null at the end.
     */
    next: string | null;
};

