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
     * Reference of the product that the object is a part of: of a definition, of the own policy of a product, and of the text of its e-mails.
     */
    product: string | null;
    /**
     * Reference of the product, name of the policy or the role, code of the definition, URL of the webhook, or kind and language of
     * the text of an e-mail, such as `license_issued en`.
     */
    name: string;
};

