/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Shop } from './Shop';
export type ShopWithSecret = (Shop & {
    /**
     * Secret with which the shop signs its events. It cannot be retrieved later.
     */
    secret: string;
});

