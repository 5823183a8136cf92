/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { OrderLicense } from './OrderLicense';
import type { OrderLineSummary } from './OrderLineSummary';
export type OrderLine = (OrderLineSummary & {
    /**
     * The license that the line continues; null for other lines, and after it was deleted.
     */
    license: OrderLicense | null;
    /**
     * The licenses that the line gave and that still exist.
     */
    licenses: Array<OrderLicense>;
});

