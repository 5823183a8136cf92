<?php

declare(strict_types=1);

namespace Keyward\WordPress;

use Keyward\KeywardError;
use Keyward\Transport;

/** Over the HTTP functions of WordPress, so that its proxy settings hold. WordPress downloads packages by itself. */
final class HttpTransport implements Transport
{
    private const MAX_ANSWER = 1_048_576;

    public function send(string $method, string $url, array $headers, ?string $body, float $timeout): array
    {
        $response = \wp_remote_request($url, [
            'method' => $method,
            'headers' => $headers,
            'body' => $body,
            'timeout' => $timeout,
            'redirection' => 0,
            'limit_response_size' => self::MAX_ANSWER,
        ]);
        if (\is_wp_error($response)) {
            throw new KeywardError('NETWORK_ERROR', $response->get_error_message());
        }
        $received = [];
        foreach (\wp_remote_retrieve_headers($response) as $name => $value) {
            $received[strtolower((string) $name)] = is_array($value) ? implode(', ', $value) : (string) $value;
        }

        return [
            'status' => (int) \wp_remote_retrieve_response_code($response),
            'headers' => $received,
            'body' => (string) \wp_remote_retrieve_body($response),
        ];
    }

    public function download(string $url, array $headers, callable $open, int $maxBytes, float $timeout): void
    {
        throw KeywardError::usage('WordPress installs packages from the feed of updates');
    }
}
