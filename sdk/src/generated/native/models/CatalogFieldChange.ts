/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CatalogFieldChange = {
    /**
     * Value in the database; null for none. Values of secrets are hidden.
     */
    from: (boolean | null | number | string | Array<string> | Record<string, unknown>);
    /**
     * Value in the catalog that was sent; null for none. Values of secrets are hidden.
     */
    to: (boolean | null | number | string | Array<string> | Record<string, unknown>);
    /**
     * Name of the field; a grant or a name of custom data stands behind it, such as `entitlements.export`.
     */
    field: string;
    /**
     * Whether the change takes something away: fewer seats, a shorter term, a feature less.
     */
    takes_away: boolean;
};

