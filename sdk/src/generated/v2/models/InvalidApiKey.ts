/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type InvalidApiKey = {
    code: 'INVALID_API_KEY';
    status: 401;
    error: string;
};

