<?php

declare(strict_types=1);

namespace Keyward;

/** @internal The file of a program without a connection, whose signatures were verified. Times are milliseconds since 1970. */
final class ProgramFile
{
    private const CERTIFICATE = 'keyward-program+jws';
    private const LICENSE = 'keyward-relay-license+jws';

    /** Without a private key. */
    public string $text;
    public ?string $privateKey;
    public string $certificate;
    /** Signed, for this program alone: the key of codes for the telephone follows from it. */
    public string $license;
    public string $licenseId;
    public string $id;
    public string $jti;
    /** The public key that reports are signed for. */
    public string $x;
    public string $kid;
    public int $issuedAt;
    public int $endsAt;
    /** @var array<string, Amount> by meter */
    public array $grants;
    /** @var array<string, array{credit: string, cost: Amount}> by feature */
    private array $rates;
    /** @var array<string, array{credit: string, cost: Amount}> */
    private array $nextRates = [];
    private float $nextRatesFrom = INF;

    /** Throws KeywardError with a code by cause. */
    public static function read(string $text, TrustedKeys $keys, string $product): self
    {
        try {
            return new self($text, $keys, $product);
        } catch (UntrustedError | MismatchError $error) {
            throw KeywardError::unusableFile($error);
        }
    }

    private function __construct(string $text, TrustedKeys $keys, string $product)
    {
        $members = strlen($text) > Encoding::MAX_CHARACTERS ? [] : Encoding::jsonObject($text);
        if (($members['keyward_program'] ?? null) !== 1) {
            throw new UntrustedError('malformed');
        }
        $this->certificate = Proof::text($members, 'certificate');
        $this->license = Proof::text($members, 'license');
        $claims = $keys->verify($this->certificate, self::CERTIFICATE);
        $terms = $keys->verify($this->license, self::LICENSE);
        if (($claims['product'] ?? null) !== $product) {
            throw new MismatchError('product', 'The file is for another product');
        }
        $this->jti = Proof::text($claims, 'jti');
        if (($claims['ver'] ?? null) !== 1 || ($terms['jti'] ?? null) !== $this->jti) {
            throw new UntrustedError('malformed');
        }
        $signed = ['keyward_program' => 1, 'certificate' => $this->certificate, 'license' => $this->license];
        $this->text = Encoding::json($signed);
        $this->privateKey = is_string($members['private_key'] ?? null) ? $members['private_key'] : null;
        $this->licenseId = Proof::text($claims, 'license');
        $relay = self::objectIn($claims, 'relay');
        $key = self::objectIn($relay, 'key');
        $this->id = Proof::text($relay, 'id');
        $this->x = Proof::text($key, 'x');
        $this->kid = Proof::text($key, 'kid');
        $this->issuedAt = Proof::time($claims, 'iat');
        $this->endsAt = Proof::time($claims, 'exp');
        $this->readAmounts(self::objectIn(self::objectIn($claims, 'pool'), 'meters'), self::objectIn($terms, 'license_fields'));
    }

    /**
     * What one use of a feature costs; null if it has no rate.
     * @return array{credit: string, cost: Amount}|null
     */
    public function rateOf(string $feature, int $now): ?array
    {
        return ($now < $this->nextRatesFrom ? $this->rates : $this->nextRates)[$feature] ?? null;
    }

    /**
     * @param array<mixed> $meters
     * @param array<mixed> $fields of the license
     */
    private function readAmounts(array $meters, array $fields): void
    {
        $decimals = self::objectIn($fields, 'decimals');
        $this->grants = [];
        foreach ($meters as $meter => $amount) {
            $places = is_string($amount) ? $decimals[$meter] ?? Amount::MAX_DECIMALS : 0;
            $this->grants[$meter] = self::amount($amount, $places);
        }
        $this->rates = $this->ratesIn(self::objectIn($fields, 'rates'));
        $next = self::objectIn($fields, 'next_rates');
        if ($next !== []) {
            $this->nextRatesFrom = self::instant(Proof::text($next, 'from'));
            $this->nextRates = $this->ratesIn(self::objectIn($next, 'rates'));
        }
    }

    /**
     * @param array<mixed> $listed
     * @return array<string, array{credit: string, cost: Amount}>
     */
    private function ratesIn(array $listed): array
    {
        $rates = [];
        foreach (array_keys($listed) as $feature) {
            $rate = self::objectIn($listed, (string) $feature);
            $credit = Proof::text($rate, 'credit');
            $cost = self::amount($rate['amount'] ?? null, $this->grants[$credit]->decimals ?? -1);
            $rates[$feature] = ['credit' => $credit, 'cost' => $cost];
        }

        return $rates;
    }

    /**
     * @param mixed $amount
     * @param mixed $decimals
     */
    private static function amount($amount, $decimals): Amount
    {
        $read = is_int($decimals) ? Amount::of($amount, $decimals) : null;
        if ($read === null) {
            throw new UntrustedError('malformed');
        }

        return $read;
    }

    private static function instant(string $text): float
    {
        try {
            return 1000 * (float) (new \DateTimeImmutable($text))->format('U.u');
        } catch (\Exception $error) {
            throw new UntrustedError('malformed');
        }
    }

    /**
     * @param array<mixed> $claims
     * @return array<mixed>
     */
    private static function objectIn(array $claims, string $name): array
    {
        $value = $claims[$name] ?? null;

        return is_array($value) ? $value : [];
    }
}
