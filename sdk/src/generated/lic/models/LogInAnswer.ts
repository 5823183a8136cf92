/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { AccessToken } from './AccessToken';
export type LogInAnswer = {
    success: boolean;
    message: string;
    data: AccessToken;
};

