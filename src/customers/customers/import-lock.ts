/** Name of the lock that an import of customers holds. Creating a customer shares it, so that both see each other's addresses. */
export const IMPORT_LOCK = 'import customers';
