/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Beat } from './Beat';
export type HeartbeatAnswer = {
    success: boolean;
    data: Beat;
    message: string;
};

