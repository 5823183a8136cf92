//! License files, plain or encrypted, and the codes of devices without network.

use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::hmac::{self, HMAC_SHA256, Key};
use serde_json::Value;

use crate::distrust::Untrusted;
use crate::encoding::{MAX_CHARACTERS, base64, base64url, decode_parts, from_pasted_base64, json_object, json_text, sha256};
use crate::keys::{Claims, LICENSE_FILE, TrustedKeys};

const ENCRYPTED_HEADER: &[u8] = br#"{"alg":"dir","enc":"A256GCM","typ":"keyward-license+jwe"}"#;
const MARK: [&str; 3] = ["KEYWARD", "LICENSE", "FILE"];
const MAX_BETWEEN: usize = 40;

/// The claims of a license file, plain or encrypted. The caller compares them with its license and device.
pub fn read_license_file(text: &str, keys: &TrustedKeys, license_key: &str, fingerprint: &str) -> Result<Claims, Untrusted> {
    let compact = compact_in(text)?;
    let jws = match compact.matches('.').count() {
        4 => decrypt(&compact, license_key, fingerprint)?,
        _ => compact,
    };
    let claims = keys.verify(&jws, LICENSE_FILE)?;
    match claims.get("ver").and_then(Value::as_u64) {
        Some(1) => Ok(claims),
        _ => Err(Untrusted::Malformed),
    }
}

/// The text of a license file as the server wrote it, of what mail programs and clipboards have made of it.
pub(crate) fn clean_license_file(text: &str) -> Result<String, Untrusted> {
    let body = base64(compact_in(text)?.as_bytes());
    Ok(format!("-----BEGIN KEYWARD LICENSE FILE-----\n{body}\n-----END KEYWARD LICENSE FILE-----\n"))
}

/// The text that a device without network shows to get a license file. `nonce`: 16 characters.
pub fn offline_request(license_key: &str, fingerprint: &str, nonce: &str) -> String {
    code("KWR1.", license_key, fingerprint, "n", nonce)
}

/// The text that a device without network shows after it has deleted its license file.
pub fn release_code(license_key: &str, fingerprint: &str, jti: &str) -> String {
    let proof = hmac(license_key, format!("keyward release {fingerprint} {jti}"));
    let proof: String = base64url(proof).chars().take(22).collect();
    code("KWX1.", license_key, fingerprint, "s", &proof)
}

fn code(start: &str, license_key: &str, fingerprint: &str, name: &str, value: &str) -> String {
    let hint: String = base64url(sha256(license_key.as_bytes())).chars().take(22).collect();
    let (hint, fingerprint, value) = (json_text(&hint), json_text(fingerprint), json_text(value));
    let fields = format!(r#"{{"k":{hint},"f":{fingerprint},"{name}":{value}}}"#);
    format!("{start}{}", base64url(fields.as_bytes()))
}

// The first base64 of a JWS or JWE between two marks. What stands around or inside says nothing: the signature decides.
fn compact_in(text: &str) -> Result<String, Untrusted> {
    if text.len() > 2 * MAX_CHARACTERS {
        return Err(Untrusted::Malformed);
    }
    let mut rest = text;
    while let Some((part, after)) = split_at_mark(rest, "END") {
        let mut body = None;
        let mut within = part;
        while let Some((_, inner)) = split_at_mark(within, "BEGIN") {
            body = Some(inner);
            within = inner;
        }
        if let Some(compact) = body.and_then(compact_of) {
            return Ok(compact);
        }
        rest = after;
    }
    Err(Untrusted::Malformed)
}

/// What stands before and after the first mark.
fn split_at_mark<'a>(text: &'a str, first: &str) -> Option<(&'a str, &'a str)> {
    text.match_indices(first).find_map(|(at, _)| {
        let after = MARK.iter().try_fold(text.get(at + first.len()..)?, |rest, word| after_word(rest, word))?;
        Some((text.get(..at)?, after))
    })
}

// Mail programs change what stands between the words of a mark.
fn after_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let is_base64 = |each: char| each.is_ascii_alphanumeric() || each == '+' || each == '/';
    let rest = text.trim_start_matches(|each| !is_base64(each));
    let between = text.get(..text.len() - rest.len())?.chars().count();
    (1..=MAX_BETWEEN).contains(&between).then(|| rest.strip_prefix(word))?
}

fn compact_of(body: &str) -> Option<String> {
    let compact = String::from_utf8(from_pasted_base64(body).ok()?).ok()?;
    let is_compact = compact.bytes().all(|each| each.is_ascii_alphanumeric() || b"-_.".contains(&each));
    (is_compact && (2..=4).contains(&compact.matches('.').count())).then_some(compact)
}

fn decrypt(jwe: &str, license_key: &str, fingerprint: &str) -> Result<String, Untrusted> {
    let [header, encrypted_key, iv, mut ciphertext, tag] = decode_parts::<5>(jwe)?;
    let members = json_object(&header)?;
    let text = |name: &str| members.get(name).and_then(Value::as_str);
    if text("alg") != Some("dir") || text("enc") != Some("A256GCM") {
        return Err(Untrusted::Algorithm);
    }
    if text("typ") != Some("keyward-license+jwe") {
        return Err(Untrusted::Type);
    }
    if header != ENCRYPTED_HEADER || !encrypted_key.is_empty() || tag.len() != 16 {
        return Err(Untrusted::Malformed);
    }
    let iv: [u8; 12] = iv.try_into().map_err(|_| Untrusted::Malformed)?;
    ciphertext.extend(tag);
    let (additional, _) = jwe.split_once('.').ok_or(Untrusted::Malformed)?;
    // A file for any device is encrypted without a fingerprint, and does not say so.
    let jws = [fingerprint, ""].into_iter().find_map(|salt| {
        let key = UnboundKey::new(&AES_256_GCM, file_key(license_key, salt).as_ref()).ok()?;
        let (mut text, nonce) = (ciphertext.clone(), Nonce::assume_unique_for_key(iv));
        let opened = LessSafeKey::new(key).open_in_place(nonce, Aad::from(additional), &mut text);
        opened.map(|text| text.to_vec()).ok()
    });
    let jws = String::from_utf8(jws.ok_or(Untrusted::Decryption)?).map_err(|_| Untrusted::Malformed)?;
    if jws.is_ascii() { Ok(jws) } else { Err(Untrusted::Malformed) }
}

/// HKDF with SHA-256 (RFC 5869), whose first block suffices.
fn file_key(license_key: &str, salt: &str) -> hmac::Tag {
    hmac(hmac(salt, license_key), "keyward license file\x01")
}

fn hmac(key: impl AsRef<[u8]>, data: impl AsRef<[u8]>) -> hmac::Tag {
    hmac::sign(&Key::new(HMAC_SHA256, key.as_ref()), data.as_ref())
}
