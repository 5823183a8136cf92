/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { System } from './System';
export type SystemList = {
    success: boolean;
    data: Array<System>;
};

