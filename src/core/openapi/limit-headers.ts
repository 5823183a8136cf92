import type { OpenAPIObject } from '@nestjs/swagger';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

const HEADERS = {
  RateLimit: {
    description:
      'What is left of each rate limit that applies to the request (`r`), and in how many seconds it resets (`t`).',
    schema: { type: 'string', example: '"device";r=99;t=60, "license";r=299;t=60' },
  },
  RateLimitPolicy: {
    description: 'The rate limits that apply to the request: requests (`q`) in a window of seconds (`w`).',
    schema: { type: 'string', example: '"device";q=100;w=60, "license";q=300;w=60' },
  },
  RetryAfter: { description: 'Seconds to wait before a retry.', schema: { type: 'integer', example: 12 } },
} as const;

const reference = (name: keyof typeof HEADERS): { $ref: string } => ({ $ref: `#/components/headers/${name}` });

/** Documents the headers of an API's limited responses, for successes and for exceeded limits: other errors have them, too. */
export function addLimitHeaders({ responses }: Operation): void {
  if (responses[429] === undefined) {
    return;
  }
  for (const [status, response] of Object.entries(responses)) {
    if (response && !('$ref' in response) && isDocumented(Number(status), response)) {
      const limits = { RateLimit: reference('RateLimit'), 'RateLimit-Policy': reference('RateLimitPolicy') };
      const retry = status === '429' && { 'Retry-After': reference('RetryAfter') };
      response.headers = { ...response.headers, ...limits, ...retry };
    }
  }
}

// The SDK's generator would take a header for the result of another success without a body.
function isDocumented(status: number, { content }: { content?: object }): boolean {
  return status === 204 || status === 429 || (status < 300 && content !== undefined);
}

export function withLimitHeaders(document: OpenAPIObject): OpenAPIObject {
  return { ...document, components: { ...document.components, headers: HEADERS } };
}
