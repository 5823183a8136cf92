/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ActivationData } from './ActivationData';
export type ActivationAnswer = {
    /**
     * Last day of the license; null if it never expires.
     */
    expires_at: string | null;
    /**
     * Last day of updates; null if they never end.
     */
    updates_until: string | null;
    /**
     * Last day of support; null if it never ends.
     */
    support_until: string | null;
    /**
     * License data. The program stores it and sends it with later verifications and deactivations.
     */
    lic_response: string;
    /**
     * The result.
     */
    data: ActivationData;
    /**
     * Whether the call succeeded.
     */
    status: boolean;
    /**
     * Whether the license is active.
     */
    is_active: boolean;
    /**
     * Result in words, for a person.
     */
    message: string;
};

