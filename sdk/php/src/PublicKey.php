<?php

declare(strict_types=1);

namespace Keyward;

/** A public key of the license server: the 32 bytes of an Ed25519 key, or the 65 of an uncompressed point of P-256 (4, x, y). */
final class PublicKey
{
    /** What precedes a point in a SubjectPublicKeyInfo. */
    private const SPKI_P256 = '3059301306072a8648ce3d020106082a8648ce3d030107034200';

    private string $bytes;

    private function __construct(string $bytes)
    {
        $this->bytes = $bytes;
    }

    /**
     * Null if it is none. Its length says of which algorithm it is.
     * @param mixed $text in base64url
     */
    public static function of($text): ?self
    {
        try {
            $bytes = Encoding::fromBase64url($text);
        } catch (UntrustedError $error) {
            return null;
        }
        $isKey = strlen($bytes) === 32 || (strlen($bytes) === 65 && $bytes[0] === "\4");

        return $isKey ? new self($bytes) : null;
    }

    /**
     * As a program pins it: as it was pasted, in either alphabet, with or without padding, between quotation marks, or as a JSON Web
     * Key.
     * @param mixed $pinned
     */
    public static function pinned($pinned): ?self
    {
        if (!is_array($pinned)) {
            return self::of(self::pasted($pinned));
        }
        if (($pinned['kty'] ?? null) !== 'EC') {
            return self::of(self::pasted($pinned['x'] ?? null));
        }
        try {
            $point = "\4" . Encoding::fromBase64url($pinned['x'] ?? null) . Encoding::fromBase64url($pinned['y'] ?? null);
        } catch (UntrustedError $error) {
            return null;
        }

        return self::of(Encoding::base64url($point));
    }

    public function algorithm(): string
    {
        return strlen($this->bytes) === 32 ? 'EdDSA' : 'ES256';
    }

    public function id(): string
    {
        return substr(Encoding::base64url(hash('sha256', $this->bytes, true)), 0, 8);
    }

    /** A signature of ES256 is r and s, 32 bytes each (RFC 7518). */
    public function verifies(string $signature, string $data): bool
    {
        if (strlen($signature) !== 64) {
            return false;
        }
        if ($this->algorithm() === 'EdDSA') {
            return sodium_crypto_sign_verify_detached($signature, $data, $this->bytes);
        }
        // False if the point is not on the curve.
        $key = openssl_pkey_get_public($this->pem());
        [$r, $s] = str_split($signature, 32);
        $der = self::integer($r) . self::integer($s);

        return $key !== false && openssl_verify($data, "\x30" . chr(strlen($der)) . $der, $key, OPENSSL_ALGO_SHA256) === 1;
    }

    private function pem(): string
    {
        $der = base64_encode((string) hex2bin(self::SPKI_P256) . $this->bytes);

        return "-----BEGIN PUBLIC KEY-----\n" . chunk_split($der, 64, "\n") . '-----END PUBLIC KEY-----';
    }

    /** A positive integer in DER. */
    private static function integer(string $bytes): string
    {
        $digits = ltrim($bytes, "\0");
        $value = $digits === '' || ord($digits[0]) > 127 ? "\0$digits" : $digits;

        return "\x02" . chr(strlen($value)) . $value;
    }

    /**
     * @param mixed $text
     * @return mixed
     */
    private static function pasted($text)
    {
        return is_string($text) ? strtr((string) preg_replace('~[^A-Za-z0-9+/_-]~', '', $text), '+/', '-_') : $text;
    }
}
