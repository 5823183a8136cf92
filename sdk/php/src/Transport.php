<?php

declare(strict_types=1);

namespace Keyward;

/** Sends HTTP requests. In WordPress, one over `wp_remote_request` respects its proxy settings. */
interface Transport
{
    /**
     * Follows no redirects: they could lead credentials elsewhere.
     * @param array<string, string> $headers
     * @param float $timeout in seconds
     * @return array{status: int, headers: array<string, string>, body: string} header names in lower case
     * @throws KeywardError with `NETWORK_ERROR` or `TIMEOUT` if no response arrives
     */
    public function send(string $method, string $url, array $headers, ?string $body, float $timeout): array;

    /**
     * Appends the body of a response to a file.
     * @param array<string, string> $headers
     * @param callable(int, array<string, string>): resource $open gets status and headers, and opens the file
     */
    public function download(string $url, array $headers, callable $open, int $maxBytes, float $timeout): void;
}
