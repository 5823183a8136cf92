/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { FieldProblem } from './FieldProblem';
export type Problem = {
    /**
     * Invalid fields, at most 20; only present if fields are invalid.
     */
    details?: Array<FieldProblem> | undefined;
    /**
     * Only present if a session was started with `wait` and no seat is free.
     */
    waiting?: {
        /**
         * Position in the waiting line, from 1.
         */
        position: number;
        /**
         * When the program asked first. ISO 8601.
         */
        since: string;
        /**
         * Keeps the place, as `wait_token`.
         */
        token: string;
        /**
         * The place ends then unless the program asks again. ISO 8601.
         */
        expires_at: string;
    } | undefined;
    /**
     * ID of the request in the server's log.
     */
    request_id: string;
    /**
     * Machine-readable error code. The meaning of a code never changes.
     */
    code: string;
    /**
     * Human-readable error message.
     */
    message: string;
};

