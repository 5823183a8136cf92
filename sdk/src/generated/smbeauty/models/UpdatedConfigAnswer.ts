/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { UpdatedConfig } from './UpdatedConfig';
export type UpdatedConfigAnswer = {
    success: boolean;
    data: UpdatedConfig;
    message: string;
};

