//! Strict base64url and JSON: several texts decode to the same bytes, only one of them is accepted.

use ring::digest;
use ring::rand::{SecureRandom, SystemRandom};
use serde_json::{Map, Value};

use crate::distrust::Untrusted;

pub(crate) const MAX_CHARACTERS: usize = 65_536;

const STANDARD: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const URL_SAFE: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

pub(crate) fn base64url(data: impl AsRef<[u8]>) -> String {
    encode(data.as_ref(), URL_SAFE)
}

/// With padding.
pub(crate) fn base64(data: &[u8]) -> String {
    let mut text = encode(data, STANDARD);
    while !text.len().is_multiple_of(4) {
        text.push('=');
    }
    text
}

pub(crate) fn from_base64url(text: &str) -> Result<Vec<u8>, Untrusted> {
    let data = decode(text, URL_SAFE).ok_or(Untrusted::Malformed)?;
    if base64url(&data) == text { Ok(data) } else { Err(Untrusted::Malformed) }
}

/// Of base64 that was pasted: other characters are left out, also padding, which mail programs and clipboards lose.
pub(crate) fn from_pasted_base64(text: &str) -> Result<Vec<u8>, Untrusted> {
    let kept = text.chars().filter_map(|each| match each {
        '+' => Some('-'),
        '/' => Some('_'),
        _ => each.is_ascii_alphanumeric().then_some(each),
    });
    from_base64url(&kept.collect::<String>())
}

/// Padding and the unused bits of the last character are not looked at.
pub(crate) fn from_loose_base64(text: &str) -> Option<Vec<u8>> {
    decode(text.trim_end_matches('='), STANDARD)
}

pub(crate) fn json_object(data: &[u8]) -> Result<Map<String, Value>, Untrusted> {
    match serde_json::from_slice(data) {
        Ok(Value::Object(members)) => Ok(members),
        _ => Err(Untrusted::Malformed),
    }
}

/// As JSON.stringify of JavaScript writes it.
pub(crate) fn json_text(text: &str) -> String {
    Value::from(text).to_string()
}

/// The bytes of the parts of a compact JWS or JWE.
pub(crate) fn decode_parts<const COUNT: usize>(compact: &str) -> Result<[Vec<u8>; COUNT], Untrusted> {
    if compact.len() > MAX_CHARACTERS {
        return Err(Untrusted::Malformed);
    }
    let parts = compact.split('.').take(COUNT + 1).map(from_base64url).collect::<Result<Vec<_>, _>>()?;
    parts.try_into().map_err(|_| Untrusted::Malformed)
}

pub(crate) fn sha256(data: &[u8]) -> digest::Digest {
    digest::digest(&digest::SHA256, data)
}

pub(crate) fn hex(data: impl AsRef<[u8]>) -> String {
    data.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Random bytes; an error of the system, which no system in use makes, is one of the caller.
pub(crate) fn random<const COUNT: usize>() -> std::io::Result<[u8; COUNT]> {
    let mut bytes = [0; COUNT];
    SystemRandom::new().fill(&mut bytes).map_err(|_| std::io::Error::other("the system gives no random bytes"))?;
    Ok(bytes)
}

/// A random id in the form of a UUID.
pub(crate) fn random_id() -> std::io::Result<String> {
    let id = hex(random::<16>()?);
    let part = |from: usize, to: usize| id.get(from..to).unwrap_or_default();
    Ok(format!("{}-{}-4{}-a{}-{}", part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32)))
}

fn encode(data: &[u8], alphabet: &[u8; 64]) -> String {
    let mut text = String::with_capacity(data.len().div_ceil(3) * 4);
    for chunk in data.chunks(3) {
        let bits = chunk.iter().fold(0u32, |bits, byte| (bits << 8) | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..=chunk.len() {
            let index = (bits >> (18 - 6 * place)) & 63;
            text.extend(alphabet.get(index as usize).map(|character| char::from(*character)));
        }
    }
    text
}

fn decode(text: &str, alphabet: &[u8; 64]) -> Option<Vec<u8>> {
    if text.len() % 4 == 1 {
        return None;
    }
    let mut data = Vec::with_capacity(text.len() / 4 * 3 + 2);
    for chunk in text.as_bytes().chunks(4) {
        let mut bits = 0u32;
        for character in chunk {
            let value = alphabet.iter().position(|each| each == character)?;
            bits = (bits << 6) | u32::try_from(value).ok()?;
        }
        bits <<= 6 * (4 - chunk.len());
        data.extend(bits.to_be_bytes().into_iter().skip(1).take(chunk.len() * 3 / 4));
    }
    Some(data)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodes_and_decodes_every_length() {
        for length in 0..20u8 {
            let data: Vec<u8> = (0..length).map(|each| each.wrapping_mul(37)).collect();
            assert_eq!(from_base64url(&base64url(&data)).unwrap(), data);
            assert_eq!(from_loose_base64(&base64(&data)).unwrap(), data);
            assert_eq!(from_pasted_base64(&format!("> {}\r\n", base64(&data))).unwrap(), data);
        }
        assert_eq!(base64url([251, 255]), "-_8");
    }

    #[test]
    fn refuses_padding_other_characters_and_unused_bits() {
        for text in ["AA==", "A", "AB", "A+", "A A", "ä"] {
            assert!(from_base64url(text).is_err(), "{text}");
        }
    }
}
