/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Activation } from './Activation';
import type { PageMeta } from './PageMeta';
export type ActivationList = {
    error: boolean;
    data: Array<Activation>;
    meta: PageMeta;
};

