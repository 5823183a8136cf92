<?php

declare(strict_types=1);

namespace Keyward;

/** @internal The Ed25519 key in the directory of a ledger. */
final class ProgramKey
{
    private const MAX_NAME = 100;
    /** The form of PKCS #8 before and after its length: the version, and the algorithm and the length of the key. */
    private const VERSIONS = ['020100', '020101'];
    private const ALGORITHM = '300506032b657004220420';
    private const SEED_AT = 16;

    /** The public key in base64url. */
    public string $x;
    private string $secret;

    /**
     * Makes it at need.
     * @param string|null $pem a key that came with a file
     */
    public function __construct(string $directory, ?string $pem)
    {
        $path = "$directory/program-key.pem";
        LedgerFile::writeNew($path, $pem ?? self::made());
        $pair = sodium_crypto_sign_seed_keypair(self::seedIn((string) @file_get_contents($path)));
        $this->x = Encoding::base64url(sodium_crypto_sign_publickey($pair));
        $this->secret = sodium_crypto_sign_secretkey($pair);
    }

    /** A signature in base64url. */
    public function sign(string $text): string
    {
        return Encoding::base64url(sodium_crypto_sign_detached($text, $this->secret));
    }

    /** The code with which an admin issues a file for this key. */
    public function requestCode(string $name): string
    {
        $isShort = preg_match('/^.{0,' . self::MAX_NAME . '}/us', $name, $short) === 1;
        $fields = ['k' => $this->x, 'n' => $isShort ? $short[0] : '', 't' => Encoding::base64url(random_bytes(12))];

        return 'KWL1.' . Encoding::base64url(Encoding::json($fields));
    }

    private static function made(): string
    {
        $der = (string) hex2bin('302e' . self::VERSIONS[0] . self::ALGORITHM) . random_bytes(SODIUM_CRYPTO_SIGN_SEEDBYTES);

        return "-----BEGIN PRIVATE KEY-----\n" . base64_encode($der) . "\n-----END PRIVATE KEY-----\n";
    }

    private static function seedIn(string $pem): string
    {
        $der = (string) base64_decode((string) preg_replace('/-----[A-Z ]+-----/', '', $pem));
        $form = bin2hex(substr($der, 2, self::SEED_AT - 2));
        $seed = substr($der, self::SEED_AT, SODIUM_CRYPTO_SIGN_SEEDBYTES);
        $isKey = in_array(substr($form, 0, 6), self::VERSIONS, true) && substr($form, 6) === self::ALGORITHM;
        if (!$isKey || strlen($seed) !== SODIUM_CRYPTO_SIGN_SEEDBYTES) {
            throw KeywardError::usage('The key of the directory is damaged', 'LEDGER_DAMAGED');
        }

        return $seed;
    }
}
