/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Activation } from './Activation';
import type { PageMeta } from './PageMeta';
export type ActivationList = {
    /**
     * Always false: failures have another body.
     */
    error: boolean;
    /**
     * The result.
     */
    data: Array<Activation>;
    /**
     * Page numbers and totals.
     */
    meta: PageMeta;
};

