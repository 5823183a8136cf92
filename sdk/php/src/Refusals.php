<?php

declare(strict_types=1);

namespace Keyward;

/** The errors of answers that are no success. */
final class Refusals
{
    private ServerAddress $address;

    public function __construct(ServerAddress $address)
    {
        $this->address = $address;
    }

    /** `Retry-After` is a number of seconds, or a date. */
    private static function secondsIn(string $retryAfter): ?int
    {
        if (ctype_digit($retryAfter)) {
            return (int) $retryAfter;
        }
        $date = \DateTimeImmutable::createFromFormat(DATE_RFC7231, $retryAfter, new \DateTimeZone('UTC'));

        return $date === false ? null : max(0, $date->getTimestamp() - time());
    }

    /**
     * @param array<string, string> $headers
     * @param array<mixed> $body
     */
    public function refusal(int $status, array $headers, array $body): KeywardError
    {
        if ($status < 400) {
            return new KeywardError('REDIRECTED', $this->address->redirected($headers['location'] ?? 'another address'), $status);
        }
        $problem = $body['error'] ?? null;
        if (!is_array($problem) || !is_string($problem['code'] ?? null)) {
            return $this->notOfServer($status, $headers);
        }
        $said = (string) ($problem['message'] ?? '');
        $message = $problem['code'] === 'PATH_NOT_FOUND' ? $this->address->notThere($said, ServerAddress::CHECK) : $said;
        $retryAfter = self::secondsIn($headers['retry-after'] ?? '');

        $error = new KeywardError($problem['code'], $message, $status, $retryAfter, $problem['request_id'] ?? null);
        $error->waiting = is_array($problem['waiting'] ?? null) ? $problem['waiting'] : [];
        $error->signature = is_string($body['signed'] ?? null) ? $body['signed'] : null;

        return $error;
    }

    /**
     * A captive portal or a proxy.
     * @param array<string, string> $headers
     */
    public function notOfServer(int $status, array $headers): KeywardError
    {
        $type = $headers['content-type'] ?? 'no content type';
        $advice = self::isPage($headers) ? ServerAddress::CHECK_NETWORK : ServerAddress::CHECK;
        $message = $this->address->notThere("something else did, $status, $type", $advice);
        $isServer = $status >= 500 || $status === 429;
        $retryAfter = self::secondsIn($headers['retry-after'] ?? '');

        return new KeywardError($isServer ? "HTTP_$status" : 'INVALID_ANSWER', $message, $isServer ? $status : 0, $retryAfter);
    }

    /** @param array<string, string> $headers */
    public static function isPage(array $headers): bool
    {
        return stripos($headers['content-type'] ?? '', 'html') !== false;
    }
}
