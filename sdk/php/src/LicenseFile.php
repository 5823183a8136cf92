<?php

declare(strict_types=1);

namespace Keyward;

/** License files, plain or encrypted, and the texts that devices without network show. */
final class LicenseFile
{
    private const HEADER = '{"alg":"dir","enc":"A256GCM","typ":"keyward-license+jwe"}';

    /**
     * The claims of a license file; the caller compares them with its license and device. Throws UntrustedError.
     * @return array<string, mixed>
     */
    public static function read(string $text, TrustedKeys $keys, string $licenseKey, string $fingerprint): array
    {
        $compact = self::compactIn($text);
        $jws = substr_count($compact, '.') === 4 ? self::decrypt($compact, $licenseKey, $fingerprint) : $compact;
        $claims = $keys->verify($jws, TrustedKeys::LICENSE_FILE);
        if (($claims['ver'] ?? null) !== 1) {
            throw new UntrustedError('malformed');
        }

        return $claims;
    }

    /** The text that a device without network shows to get a license file. `$nonce`: 16 characters. */
    public static function offlineRequest(string $licenseKey, string $fingerprint, string $nonce): string
    {
        return 'KWR1.' . self::code(['k' => self::keyHint($licenseKey), 'f' => $fingerprint, 'n' => $nonce]);
    }

    /** The text that a device without network shows after it has deleted its license file. */
    public static function releaseCode(string $licenseKey, string $fingerprint, string $jti): string
    {
        $proof = hash_hmac('sha256', "keyward release $fingerprint $jti", $licenseKey, true);
        $s = substr(Encoding::base64url($proof), 0, 22);

        return 'KWX1.' . self::code(['k' => self::keyHint($licenseKey), 'f' => $fingerprint, 's' => $s]);
    }

    /** The text of a license file as the server wrote it, from what mail programs and clipboards have made of it. */
    public static function clean(string $text): string
    {
        $body = base64_encode(self::compactIn($text));

        return "-----BEGIN KEYWARD LICENSE FILE-----\n$body\n-----END KEYWARD LICENSE FILE-----\n";
    }

    // The first base64 of a JWS or JWE between two marks. What stands around or inside says nothing: the signature decides.
    private static function compactIn(string $text): string
    {
        $isShort = strlen($text) <= 2 * Encoding::MAX_CHARACTERS;
        foreach ($isShort ? array_slice((array) preg_split(self::mark('END'), $text), 0, -1) : [] as $part) {
            $bodies = array_slice((array) preg_split(self::mark('BEGIN'), (string) $part), 1);
            $compact = $bodies === [] ? '' : self::compactOf((string) end($bodies));
            if ($compact !== '') {
                return $compact;
            }
        }
        throw new UntrustedError('malformed');
    }

    /** Empty if it is none. */
    private static function compactOf(string $body): string
    {
        try {
            $compact = Encoding::fromPastedBase64($body);
        } catch (UntrustedError $error) {
            return '';
        }

        return preg_match('/^[\w-]*(\.[\w-]*){2,4}$/D', $compact) === 1 ? $compact : '';
    }

    /** Mail programs change what stands between the words of a mark. */
    private static function mark(string $first): string
    {
        return '~' . implode('[^A-Za-z0-9+/]{1,40}', [$first, 'KEYWARD', 'LICENSE', 'FILE']) . '~';
    }

    private static function decrypt(string $jwe, string $licenseKey, string $fingerprint): string
    {
        [$header, $encryptedKey, $iv, $ciphertext, $tag] = Encoding::parts($jwe, 5);
        $members = Encoding::jsonObject($header);
        if (($members['alg'] ?? null) !== 'dir' || ($members['enc'] ?? null) !== 'A256GCM') {
            throw new UntrustedError('algorithm');
        }
        if (($members['typ'] ?? null) !== 'keyward-license+jwe') {
            throw new UntrustedError('type');
        }
        if ($header !== self::HEADER || $encryptedKey !== '' || strlen($iv) !== 12 || strlen($tag) !== 16) {
            throw new UntrustedError('malformed');
        }
        $associated = substr($jwe, 0, (int) strpos($jwe, '.'));
        // A file for any device is encrypted without a fingerprint, and does not say so.
        foreach ([$fingerprint, ''] as $salt) {
            $key = hash_hkdf('sha256', $licenseKey, 32, 'keyward license file', $salt);
            $jws = openssl_decrypt($ciphertext, 'aes-256-gcm', $key, OPENSSL_RAW_DATA, $iv, $tag, $associated);
            if ($jws !== false) {
                return $jws;
            }
        }
        throw new UntrustedError('decryption');
    }

    private static function keyHint(string $licenseKey): string
    {
        return substr(Encoding::base64url(hash('sha256', $licenseKey, true)), 0, 22);
    }

    /** @param array<string, string> $fields */
    private static function code(array $fields): string
    {
        return Encoding::base64url(Encoding::json($fields));
    }
}
