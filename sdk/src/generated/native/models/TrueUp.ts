/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { SoldAndUsed } from './SoldAndUsed';
export type TrueUp = {
    /**
     * First day.
     */
    from: string;
    /**
     * Last day.
     */
    to: string;
    /**
     * Sessions, activations and the meters that were reported.
     */
    items: Array<SoldAndUsed>;
};

