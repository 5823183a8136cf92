/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CreatedConfig } from './CreatedConfig';
export type CreatedConfigAnswer = {
    success: boolean;
    data: CreatedConfig;
    message: string;
};

