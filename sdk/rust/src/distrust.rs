//! Why something signed is not taken.

use std::fmt;

/// Something that should be signed by the license server cannot be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Untrusted {
    /// It is not in the form of a signed text.
    Malformed,
    /// It names another algorithm.
    Algorithm,
    /// It is signed as something else.
    Type,
    /// No pinned key leads to the key that signed it: pin `x` of `/.well-known/jwks.json` of this server.
    UnknownKey,
    /// Its key was revoked.
    RevokedKey,
    /// Its signature does not fit.
    Signature,
    /// It cannot be decrypted with this license key on this device.
    Decryption,
    /// A relay signed it, without a certificate for it that follows from a pinned key and holds now.
    RelayChain,
    /// The certificate of the relay that signed it has ended.
    RelayExpired,
}

/// The license server signed it, but it does not belong here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mismatch {
    /// It answers another call.
    Nonce,
    /// It answers a call of another kind, or one that was changed on its way.
    Operation,
    /// It is about another product.
    Product,
    /// It is about another license.
    License,
    /// It is about another license key.
    LicenseKey,
    /// It is about another device.
    Device,
    /// It came too late.
    Expired,
    /// It is about another session.
    Session,
    /// It is no newer version.
    Version,
    /// The file is not the one that was signed.
    Download,
}

/// Why something signed is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Distrust {
    Untrusted(Untrusted),
    Mismatch(Mismatch),
}

impl From<Untrusted> for Distrust {
    fn from(untrusted: Untrusted) -> Self {
        Distrust::Untrusted(untrusted)
    }
}

impl From<Mismatch> for Distrust {
    fn from(mismatch: Mismatch) -> Self {
        Distrust::Mismatch(mismatch)
    }
}

impl Untrusted {
    /// The word of the test vectors.
    pub fn reason(self) -> &'static str {
        match self {
            Untrusted::Malformed => "malformed",
            Untrusted::Algorithm => "algorithm",
            Untrusted::Type => "type",
            Untrusted::UnknownKey => "unknown_key",
            Untrusted::RevokedKey => "revoked_key",
            Untrusted::Signature => "signature",
            Untrusted::Decryption => "decryption",
            Untrusted::RelayChain => "relay_chain",
            Untrusted::RelayExpired => "relay_expired",
        }
    }
}

impl fmt::Display for Untrusted {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Untrusted::Malformed => "it is not in the form of a signed text",
            Untrusted::Algorithm => "it names another algorithm",
            Untrusted::Type => "it is signed as something else",
            Untrusted::UnknownKey => "no pinned key leads to its key; pin x of /.well-known/jwks.json of this server",
            Untrusted::RevokedKey => "its key was revoked",
            Untrusted::Signature => "its signature does not fit",
            Untrusted::Decryption => "it cannot be decrypted with this license key on this device",
            Untrusted::RelayChain => "no certificate that follows from a pinned key lets this relay answer now",
            Untrusted::RelayExpired => "the certificate of the relay has ended",
        })
    }
}

impl fmt::Display for Mismatch {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Mismatch::Nonce => "it answers another call",
            Mismatch::Operation => "it answers a call of another kind",
            Mismatch::Product => "it is about another product",
            Mismatch::License => "it is about another license",
            Mismatch::LicenseKey => "it is about another license key",
            Mismatch::Device => "it is about another device",
            Mismatch::Expired => "it came too late",
            Mismatch::Session => "it is about another session",
            Mismatch::Version => "it is no newer version",
            Mismatch::Download => "the file is not the one that was signed",
        })
    }
}

impl fmt::Display for Distrust {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Distrust::Untrusted(untrusted) => untrusted.fmt(formatter),
            Distrust::Mismatch(mismatch) => mismatch.fmt(formatter),
        }
    }
}

impl std::error::Error for Untrusted {}
impl std::error::Error for Mismatch {}
impl std::error::Error for Distrust {}
