/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { IssuedLicenses } from './IssuedLicenses';
export type CreatedLicenses = {
    success: boolean;
    message: string;
    data: IssuedLicenses;
};

