/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ErrorDetails } from './ErrorDetails';
export type ErrorBody = {
    details?: ErrorDetails;
    code: string;
    message: string;
};

