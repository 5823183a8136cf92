/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ActivatedLicense } from './ActivatedLicense';
export type ActivateAnswer = {
    success: boolean;
    data: ActivatedLicense;
    message: string;
};

