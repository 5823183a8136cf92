/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ValidationRequestMeta } from './ValidationRequestMeta';
export type ValidationRequest = {
    /**
     * Requirements; left out for none.
     */
    meta?: ValidationRequestMeta | undefined;
};

