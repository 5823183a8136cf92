/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { UpdateSigningKey } from './UpdateSigningKey';
export type UpdateSigningKeyPage = {
    items: Array<UpdateSigningKey>;
    /**
     * Send it as `after` for the next page; null at the end.
     */
    next: string | null;
};

