/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { VerifiedLicense } from './VerifiedLicense';
export type VerifyAnswer = {
    /**
     * The license; null if not found.
     */
    license: VerifiedLicense | null;
    /**
     * Latest published version; null if none is published.
     */
    latest_version: string | null;
    valid: boolean;
    message: string;
    update_available: boolean;
};

