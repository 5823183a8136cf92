/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { SoldAndUsed } from './SoldAndUsed';
export type TrueUp = {
    from: string;
    to: string;
    items: Array<SoldAndUsed>;
};

