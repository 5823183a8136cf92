<?php

declare(strict_types=1);

namespace Keyward;

/** Reads the claims of answers about meters and credits. */
final class Usage
{
    /**
     * Throws KeywardError unless the claims are about the amounts that were sent: the call may have been changed on its way.
     * @param array<string, mixed> $claims
     * @param list<array<string, mixed>>|null $sent
     */
    public static function checkItems(array $claims, ?array $sent): void
    {
        $signed = is_array($claims['items'] ?? null) ? array_values($claims['items']) : [];
        if (array_map([self::class, 'amountIn'], $signed) !== array_map([self::class, 'amountIn'], array_values($sent ?? []))) {
            throw KeywardError::untrusted(new MismatchError('operation', 'It is about other amounts'));
        }
    }

    /**
     * Balances of `meters` or `credits`.
     * @param array<string, mixed> $claims
     * @return list<array<string, mixed>>
     */
    public static function balances(array $claims, string $name): array
    {
        return array_values(array_filter(is_array($claims[$name] ?? null) ? $claims[$name] : [], 'is_array'));
    }

    /**
     * @param array<string, mixed> $claims
     * @return array<string, mixed>
     */
    public static function onlyBalance(array $claims, string $name): array
    {
        $balances = self::balances($claims, $name);
        if ($balances === []) {
            throw KeywardError::untrusted(new UntrustedError('malformed'));
        }

        return $balances[0];
    }

    /**
     * @param array<string, mixed> $claims say when it ends
     * @param array<string, mixed> $reply the token is sent beside
     * @return array{token: string, expires_at: \DateTimeImmutable}
     */
    public static function reservation(array $claims, array $reply): array
    {
        $end = $claims['reservation']['expires_at'] ?? null;
        $token = $reply['reservation_token'] ?? null;
        if (!is_int($end) || !is_string($token) || $token === '') {
            throw KeywardError::untrusted(new UntrustedError('malformed'));
        }

        return ['token' => $token, 'expires_at' => new \DateTimeImmutable("@$end")];
    }

    /**
     * @param mixed $item
     * @return array{mixed, mixed, ?float}
     */
    private static function amountIn($item): array
    {
        $amount = $item['amount'] ?? null;

        return [$item['meter'] ?? null, $item['feature'] ?? null, is_int($amount) || is_float($amount) ? (float) $amount : null];
    }
}
