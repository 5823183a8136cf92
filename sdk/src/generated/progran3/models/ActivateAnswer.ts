/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ActivatedLicense } from './ActivatedLicense';
export type ActivateAnswer = {
    /**
     * Always true: failures are errors.
     */
    success: boolean;
    /**
     * The result.
     */
    data: ActivatedLicense;
    /**
     * Result in words, for a person.
     */
    message: string;
};

