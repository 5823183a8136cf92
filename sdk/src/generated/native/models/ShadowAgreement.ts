/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { OperationAgreement } from './OperationAgreement';
export type ShadowAgreement = {
    /**
     * Operations with the most requests first, at most 500.
     */
    items: Array<OperationAgreement>;
};

