/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Health } from './Health';
export type HealthAnswer = {
    success: boolean;
    data: Health;
};

