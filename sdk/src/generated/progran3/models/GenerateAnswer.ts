/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { GeneratedLicense } from './GeneratedLicense';
export type GenerateAnswer = {
    /**
     * Always true: failures are errors.
     */
    success: boolean;
    /**
     * The result.
     */
    data: GeneratedLicense;
    /**
     * Result in words, for a person.
     */
    message: string;
};

