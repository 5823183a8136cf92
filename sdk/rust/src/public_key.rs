//! Public keys of the license server: Ed25519, or P-256 for ES256. The length of a key says which.

use ed25519_dalek::{Signature, VerifyingKey};
use ring::agreement::{self, ECDH_P256, EphemeralPrivateKey, UnparsedPublicKey};
use ring::rand::SystemRandom;
use ring::signature::{self, ECDSA_P256_SHA256_FIXED};

use crate::encoding::{base64url, from_base64url, sha256};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PublicKey {
    Ed25519([u8; 32]),
    /// 4, then both coordinates of a point on the curve.
    P256([u8; 65]),
}

impl PublicKey {
    /// Of base64url.
    pub fn from_text(text: &str) -> Option<Self> {
        let bytes = from_base64url(text).ok()?;
        if let Ok(key) = bytes.as_slice().try_into() {
            return Some(PublicKey::Ed25519(key));
        }
        let point = bytes.as_slice().try_into().ok()?;
        is_on_curve(&point).then_some(PublicKey::P256(point))
    }

    /// Of base64 in either alphabet, with or without padding, between quotation marks.
    pub fn pasted(text: &str) -> Option<Self> {
        let kept = text.chars().filter(|each| each.is_ascii_alphanumeric() || "+/-_".contains(*each));
        PublicKey::from_text(&kept.collect::<String>().replace('+', "-").replace('/', "_"))
    }

    pub fn kid(&self) -> String {
        base64url(sha256(self.bytes())).chars().take(8).collect()
    }

    /// `alg` of what it signs.
    pub fn alg(&self) -> &'static str {
        match self {
            PublicKey::Ed25519(_) => "EdDSA",
            PublicKey::P256(_) => "ES256",
        }
    }

    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        match self {
            PublicKey::Ed25519(key) => Signature::from_slice(signature)
                .and_then(|signature| VerifyingKey::from_bytes(key)?.verify_strict(message, &signature))
                .is_ok(),
            PublicKey::P256(key) => {
                signature::UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, key).verify(message, signature).is_ok()
            }
        }
    }

    fn bytes(&self) -> &[u8] {
        match self {
            PublicKey::Ed25519(key) => key,
            PublicKey::P256(key) => key,
        }
    }
}

// A point can only be checked by an operation with it, such as a key agreement.
fn is_on_curve(point: &[u8; 65]) -> bool {
    EphemeralPrivateKey::generate(&ECDH_P256, &SystemRandom::new())
        .and_then(|key| agreement::agree_ephemeral(key, &UnparsedPublicKey::new(&ECDH_P256, point), |_| ()))
        .is_ok()
}

#[cfg(test)]
mod tests {
    use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};

    use super::*;

    // Order of the group of P-256.
    const N: [u8; 32] = [
        0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xbc, 0xe6, 0xfa, 0xad, 0xa7, 0x17,
        0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51,
    ];

    /// N minus a number below it.
    fn negated(number: &[u8]) -> [u8; 32] {
        let (mut difference, mut borrowed) = (N, 0);
        for place in (0..32).rev() {
            let left = i32::from(N[place]) - i32::from(number[place]) - borrowed;
            borrowed = i32::from(left < 0);
            difference[place] = left.rem_euclid(256) as u8;
        }
        difference
    }

    #[test]
    fn for_es256_verify_both_forms_of_a_signature_and_no_other() {
        let random = SystemRandom::new();
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8.as_ref(), &random).unwrap();
        let key = PublicKey::from_text(&base64url(pair.public_key())).unwrap();
        let signed = pair.sign(&random, b"message").unwrap();
        let (r, s) = signed.as_ref().split_at(32);
        assert!(key.verifies(b"message", signed.as_ref()));
        assert!(key.verifies(b"message", &[r, &negated(s)].concat()), "with the other s");
        assert!(!key.verifies(b"massage", signed.as_ref()));

        let der = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, pkcs8.as_ref(), &random).unwrap();
        let (zero, most) = ([0; 32], [0xff; 32]);
        for (name, hostile) in [
            ("empty", Vec::new()),
            ("DER", der.sign(&random, b"message").unwrap().as_ref().to_vec()),
            ("r = 0", [&zero, s].concat()),
            ("s = 0", [r, &zero].concat()),
            ("both 0", [zero, zero].concat()),
            ("r = n", [&N, s].concat()),
            ("s = n", [r, &N].concat()),
            ("both above n", [most, most].concat()),
            ("s and r", [s, r].concat()),
            ("the other r", [&negated(r), s].concat()),
            ("a byte less", signed.as_ref()[..63].to_vec()),
            ("a byte more", [signed.as_ref(), &[0]].concat()),
            ("a zero before", [&[0], signed.as_ref()].concat()),
        ] {
            assert!(!key.verifies(b"message", &hostile), "{name}");
        }
    }

    #[test]
    fn are_points_on_the_curve() {
        let random = SystemRandom::new();
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8.as_ref(), &random).unwrap();
        let point = pair.public_key().as_ref();
        assert_eq!(PublicKey::from_text(&base64url(point)).unwrap().alg(), "ES256");
        assert!(PublicKey::pasted(&format!("\"{}\"", base64url(point))).is_some());
        let changed = |at: usize, to: u8| [&point[..at], &[to], &point[at + 1..]].concat();
        let off_curve = changed(64, point[64] ^ 1);
        let [compressed, shorter] = [[&[2], &point[1..33]].concat(), point[1..].to_vec()];
        let infinity = [&[4], [0; 64].as_slice()].concat();
        for wrong in [off_curve, changed(0, 0), changed(0, 2), changed(0, 6), compressed, shorter, infinity, vec![0; 1]] {
            assert!(PublicKey::from_text(&base64url(&wrong)).is_none(), "{wrong:?}");
        }
    }
}
