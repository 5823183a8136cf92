/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { UpdateShopMapping } from './UpdateShopMapping';
export type CreateShopMapping = (UpdateShopMapping & {
    /**
     * ID of a price, variant or product in the shop; the most specific one counts. At most 255 characters.
     */
    external_id: string;
});

