/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { SessionEnd } from './SessionEnd';
export type EndedLicenseSession = {
    /**
     * Duration of the session in seconds.
     */
    duration: number;
    /**
     * Why the session ended.
     */
    reason: SessionEnd;
};

