/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ReplayShopEvent = {
    /**
     * UUID, number or key of the license that the payment of the sale continues. At most 255 characters.
     */
    license?: string | undefined;
    /**
     * Gives a new license, though the payment could continue one. False by default.
     */
    new_license?: boolean | undefined;
};

