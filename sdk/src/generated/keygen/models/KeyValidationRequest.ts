/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { KeyValidationRequestMeta } from './KeyValidationRequestMeta';
export type KeyValidationRequest = {
    /**
     * License key and requirements.
     */
    meta: KeyValidationRequestMeta;
};

