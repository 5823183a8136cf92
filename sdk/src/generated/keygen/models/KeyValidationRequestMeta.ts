/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ValidationScope } from './ValidationScope';
export type KeyValidationRequestMeta = {
    /**
     * Number that the answer repeats.
     */
    nonce?: number | undefined;
    /**
     * License key. At most 255 characters.
     */
    key: string;
    /**
     * Requirements of the program.
     */
    scope?: ValidationScope | undefined;
};

