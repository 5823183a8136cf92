/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ActivationData } from './ActivationData';
export type ActivationAnswer = {
    expires_at: string | null;
    updates_until: string | null;
    support_until: string | null;
    /**
     * License data. The program stores it and sends it with later verifications and deactivations.
     */
    lic_response: string;
    data: ActivationData;
    status: boolean;
    is_active: boolean;
    message: string;
};

