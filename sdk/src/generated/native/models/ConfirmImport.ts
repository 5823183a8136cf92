/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { PolicyChoice } from './PolicyChoice';
export type ConfirmImport = {
    /**
     * Changes of the recognized policies; the others are made as recognized.
     */
    policies?: Array<PolicyChoice> | undefined;
};

