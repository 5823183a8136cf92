/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ErrorDetails } from './ErrorDetails';
export type ErrorBody = {
    details?: ErrorDetails | undefined;
    code: string;
    message: string;
};

