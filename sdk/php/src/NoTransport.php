<?php

declare(strict_types=1);

namespace Keyward;

/** Where PHP has no way to send a request. */
final class NoTransport implements Transport
{
    public function send(string $method, string $url, array $headers, ?string $body, float $timeout): array
    {
        throw self::missing();
    }

    public function download(string $url, array $headers, callable $open, int $maxBytes, float $timeout): void
    {
        throw self::missing();
    }

    private static function missing(): KeywardError
    {
        $cure = 'enable allow_url_fopen with openssl or the extension curl, or pass a transport';

        return new KeywardError('TRANSPORT_MISSING', "PHP can send no requests here: $cure");
    }
}
