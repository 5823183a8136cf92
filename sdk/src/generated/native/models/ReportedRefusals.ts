/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ReportedRefusal } from './ReportedRefusal';
export type ReportedRefusals = {
    /**
     * At most one for each rule, the latest first.
     */
    items: Array<ReportedRefusal>;
};

