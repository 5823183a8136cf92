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
     * To be kept by the program, which shows it whenever it verifies or deactivates.
     */
    lic_response: string;
    data: ActivationData;
    status: boolean;
    is_active: boolean;
    message: string;
};

