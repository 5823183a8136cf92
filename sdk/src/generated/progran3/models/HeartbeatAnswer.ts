/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Beat } from './Beat';
export type HeartbeatAnswer = {
    /**
     * Always true: failures are errors.
     */
    success: boolean;
    /**
     * The result.
     */
    data: Beat;
    /**
     * Result in words, for a person.
     */
    message: string;
};

