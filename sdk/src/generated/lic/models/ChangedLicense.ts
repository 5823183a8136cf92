/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { License } from './License';
export type ChangedLicense = {
    /**
     * Always true: failures are errors.
     */
    success: boolean;
    /**
     * Result in Chinese, for a person.
     */
    message: string;
    /**
     * The result.
     */
    data: License;
};

