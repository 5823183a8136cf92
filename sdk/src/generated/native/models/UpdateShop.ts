/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ShopSettingsInput } from './ShopSettingsInput';
export type UpdateShop = {
    /**
     * Settings that change; omitted ones are unchanged.
     */
    settings?: ShopSettingsInput | undefined;
};

