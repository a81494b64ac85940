/** What the OpenAPI document says of a route that needs an access token. */
export const forSignedIn: readonly Readonly<Record<string, readonly string[]>>[] = [{ bearer: [] }];

/** How an access token is sent, for the OpenAPI document. */
export const securitySchemes = {
  bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
} as const;
