/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { GeneratedLicense } from './GeneratedLicense';
export type GenerateAnswer = {
    success: boolean;
    data: GeneratedLicense;
    message: string;
};

