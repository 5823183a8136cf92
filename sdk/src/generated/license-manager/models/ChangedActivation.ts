/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Activation } from './Activation';
export type ChangedActivation = {
    error: boolean;
    data: Activation;
    message: string;
};

