/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { UpdateSigningKeyDto } from './UpdateSigningKeyDto';
export type UpdateSigningKeyPage = {
    items: Array<UpdateSigningKeyDto>;
    /**
     * Send it as `after` for the next page; null at the end.
     */
    next: string | null;
};

