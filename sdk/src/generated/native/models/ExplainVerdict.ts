/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ExplainedOperation } from './ExplainedOperation';
import type { ValidateLicense } from './ValidateLicense';
export type ExplainVerdict = (ValidateLicense & {
    /**
     * The app's request: whether it may run, a seat, or the file of a version.
     */
    operation?: ExplainedOperation | undefined;
    /**
     * Address of the app. If omitted, rules about addresses and countries are not checked.
     */
    address?: string | undefined;
});

