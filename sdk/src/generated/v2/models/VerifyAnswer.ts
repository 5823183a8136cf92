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
    /**
     * Whether the license can be used on this device.
     */
    valid: boolean;
    /**
     * Result in words, for a person.
     */
    message: string;
    /**
     * Whether a newer version is published.
     */
    update_available: boolean;
};

