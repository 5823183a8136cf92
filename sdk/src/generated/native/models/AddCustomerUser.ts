/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CustomerRole } from './CustomerRole';
export type AddCustomerUser = {
    /**
     * E-mail address by which the person signs in to the portal, stored in lower case. At most 255 characters.
     */
    email: string;
    /**
     * Display name of the person; null if unknown. At most 255 characters.
     */
    name?: string | null | undefined;
    /**
     * `admin`: sees all licenses of the company and names its users. `user`: sees the licenses that name the person.
     */
    role?: CustomerRole | undefined;
};

