/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { UpdateSigningKey } from './UpdateSigningKey';
export type UpdateSigningKeyPage = {
    items: Array<UpdateSigningKey>;
    /**
     * Cursor for the `after` parameter of the next page; null on the last page.
     */
    next: string | null;
};

