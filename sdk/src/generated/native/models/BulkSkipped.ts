/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { BulkObstacle } from './BulkObstacle';
export type BulkSkipped = {
    /**
     * Why these licenses cannot change.
     */
    reason: BulkObstacle;
    /**
     * Number of these licenses.
     */
    count: number;
};

