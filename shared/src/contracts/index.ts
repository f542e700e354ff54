/** The whole contract: one key a feature, the source of validation, types, OpenAPI and the client. */
export const contract = {};
