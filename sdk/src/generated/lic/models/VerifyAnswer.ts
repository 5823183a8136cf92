/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { VerifiedLicense } from './VerifiedLicense';
export type VerifyAnswer = {
    success: boolean;
    message: string;
    data: VerifiedLicense;
};

