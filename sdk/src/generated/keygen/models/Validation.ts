/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ValidationCode } from './ValidationCode';
export type Validation = {
    /**
     * When it was validated. ISO 8601.
     */
    ts: string;
    /**
     * Why the license may be used or not.
     */
    code: ValidationCode;
    /**
     * The nonce of the request.
     */
    nonce?: number | undefined;
    /**
     * The requirements of the request.
     */
    scope?: Record<string, unknown> | undefined;
    /**
     * Whether the license may be used.
     */
    valid: boolean;
    /**
     * The code in words.
     */
    detail: string;
};

