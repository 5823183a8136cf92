/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { VerifiedLicense } from './VerifiedLicense';
export type VerifyAnswer = {
    /**
     * Null where there is no such license.
     */
    license: VerifiedLicense | null;
    /**
     * Null where no version is published.
     */
    latest_version: string | null;
    valid: boolean;
    message: string;
    update_available: boolean;
};

