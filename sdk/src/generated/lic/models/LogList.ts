/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LogPage } from './LogPage';
export type LogList = {
    success: boolean;
    data: LogPage;
};

