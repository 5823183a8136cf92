/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ValidationScope } from './ValidationScope';
export type ValidationRequestMeta = {
    /**
     * Number that the answer repeats.
     */
    nonce?: number | undefined;
    /**
     * Requirements of the program.
     */
    scope?: ValidationScope | undefined;
};

