/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AssignedBy } from './AssignedBy';
export type LicenseUser = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Null for a user with an external id.
     */
    email: string | null;
    /**
     * Null for a user with an e-mail address.
     */
    external_id: string | null;
    /**
     * Display name of the user; null if unknown.
     */
    name: string | null;
    /**
     * Whether an admin assigned the user, or the first use by an app.
     */
    assigned_by: AssignedBy;
    /**
     * When the license was assigned to the user. ISO 8601.
     */
    created_at: string;
};

