/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CatalogKind } from './CatalogKind';
export type CatalogObject = {
    /**
     * Kind of the object.
     */
    kind: CatalogKind;
    /**
     * Reference of the product that the object is a part of: of a definition, and of the own policy of a product.
     */
    product: string | null;
    /**
     * Reference of the product, name of the policy or the role, code of the definition or URL of the webhook.
     */
    name: string;
};

