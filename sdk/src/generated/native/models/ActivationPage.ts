/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Activation } from './Activation';
export type ActivationPage = {
    items: Array<Activation>;
    /**
     * Send it as `after` for the next page; null at the end.
     */
    next: string | null;
};

