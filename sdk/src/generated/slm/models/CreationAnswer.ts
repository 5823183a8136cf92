/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Result } from './Result';
export type CreationAnswer = {
    /**
     * Whether the call did what it names.
     */
    result: Result;
    /**
     * Message for a person.
     */
    message: string;
    /**
     * Only of an error: 10 creation failed, 20 blocked, 30 expired, 40 in use on the domain, 50 no domain left, 60 invalid license key, 70 no domain sent, 80 inactive on the domain, 90 invalid key for verification, 100 invalid key for creation, 110 in use on the domain and no domain left.
     */
    error_code?: number | undefined;
    /**
     * License key; only of a success.
     */
    key?: string | undefined;
};

