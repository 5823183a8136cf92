/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type InternalConnection = {
    error: boolean;
    status: boolean;
    data?: Record<string, any> | null | undefined;
    message: string;
};

