<?php

declare(strict_types=1);

namespace Keyward;

/** Strict base64url and JSON: several texts decode to the same bytes, only one of them is accepted. */
final class Encoding
{
    public const MAX_CHARACTERS = 65_536;

    public static function base64url(string $data): string
    {
        return rtrim(strtr(base64_encode($data), '+/', '-_'), '=');
    }

    /** @param mixed $text */
    public static function fromBase64url($text): string
    {
        if (!is_string($text) || !preg_match('/^[A-Za-z0-9_-]*$/D', $text)) {
            throw new UntrustedError('malformed');
        }
        $data = base64_decode(strtr($text, '-_', '+/'), true);
        if ($data === false || self::base64url($data) !== $text) {
            throw new UntrustedError('malformed');
        }

        return $data;
    }

    /** Other characters are left out, also padding, which mail programs and clipboards lose. */
    public static function fromPastedBase64(string $text): string
    {
        return self::fromBase64url(strtr((string) preg_replace('~[^A-Za-z0-9+/]~', '', $text), '+/', '-_'));
    }

    /** @return array<string, mixed> */
    public static function jsonObject(string $data): array
    {
        $value = json_decode($data, true);
        if (!is_array($value) || (ltrim($data)[0] ?? '') !== '{') {
            throw new UntrustedError('malformed');
        }

        return $value;
    }

    /**
     * As JSON.stringify of JavaScript writes it.
     * @param mixed $value
     */
    public static function json($value): string
    {
        $flags = JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_LINE_TERMINATORS;

        return (string) json_encode($value, $flags | JSON_INVALID_UTF8_SUBSTITUTE);
    }

    /**
     * The bytes of the parts of a compact JWS or JWE.
     * @param mixed $compact
     * @return list<string>
     */
    public static function parts($compact, int $count): array
    {
        $parts = is_string($compact) && strlen($compact) <= self::MAX_CHARACTERS ? explode('.', $compact) : [];
        if (count($parts) !== $count) {
            throw new UntrustedError('malformed');
        }

        return array_map([self::class, 'fromBase64url'], $parts);
    }
}
