/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ValidLicense } from './ValidLicense';
export type ValidateAnswer = {
    success: boolean;
    data: ValidLicense;
};

