/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { CatalogMailTemplate } from './CatalogMailTemplate';
import type { CatalogPolicy } from './CatalogPolicy';
import type { CatalogProduct } from './CatalogProduct';
import type { CatalogRole } from './CatalogRole';
import type { CatalogWebhook } from './CatalogWebhook';
export type Catalog = {
    /**
     * Products by reference, each with its own policy, its entitlements, meters and credits. At most 2,000 items.
     */
    products?: Array<CatalogProduct> | undefined;
    /**
     * Shared policies by name. At most 2,000 items.
     */
    policies?: Array<CatalogPolicy> | undefined;
    /**
     * Webhooks by URL. A `secret` is never exported; a new webhook needs one, and without it the secret of an existing one is kept. At most 2,000 items.
     */
    webhooks?: Array<CatalogWebhook> | undefined;
    /**
     * Texts of e-mails by kind, language and product, where they differ from the default texts. At most 2,000 items.
     */
    mail_templates?: Array<CatalogMailTemplate> | undefined;
    /**
     * Roles made of permissions, by name. The four fixed ones are no part of a catalog. At most 2,000 items.
     */
    roles?: Array<CatalogRole> | undefined;
};

