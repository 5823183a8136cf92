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
    /**
     * Licenses of which the old server has several instances with one name; at most 1,000 are counted. Their metadata has `names_shared` with the name of the API.
     */
    names_shared: number;
};

