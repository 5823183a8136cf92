<?php

declare(strict_types=1);

namespace Keyward;

/** What a proof must name. */
final class Subject
{
    public string $product;
    public string $licenseKey;
    public string $fingerprint;
    /** UUID of the license, once it is known. */
    public ?string $license;

    public function __construct(string $product, string $licenseKey, string $fingerprint, ?string $license = null)
    {
        $this->product = $product;
        $this->licenseKey = $licenseKey;
        $this->fingerprint = $fingerprint;
        $this->license = $license;
    }

    /**
     * Of an unknown license key, the server knows neither product nor license.
     * @param array<string, mixed> $claims
     */
    public function check(array $claims, bool $isValid): void
    {
        $product = $claims['product'] ?? null;
        $license = $claims['license'] ?? null;
        $isUnknown = !$isValid && $product === null && $license === null;
        if (($claims['key_hash'] ?? null) !== hash('sha256', $this->licenseKey)) {
            throw new MismatchError('license_key', 'It is about another license key');
        }
        $namesOtherProduct = !$isValid && ($claims['code'] ?? null) === 'PRODUCT_MISMATCH';
        if (!$isUnknown && $product !== $this->product && !$namesOtherProduct) {
            throw new MismatchError('product', 'It is about another product');
        }
        if (!$isUnknown && $this->license !== null && $license !== $this->license) {
            throw new MismatchError('license', 'It is about another license');
        }
    }
}
