/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Job } from './Job';
export type StartedJob = {
    /**
     * The new job.
     */
    job: Job;
};

