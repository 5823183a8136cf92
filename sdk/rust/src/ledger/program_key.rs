//! The key in the directory of a ledger, and the codes that it signs.

use std::fs;
use std::io;
use std::path::Path;

use ring::signature::{Ed25519KeyPair, KeyPair};

use super::lines::damaged;
use crate::encoding::{base64, base64url, from_loose_base64, json_text, random};
use crate::error::Result;
use crate::store::write_new;

const MAX_NAME: usize = 100;
/// The DER of every private key of Ed25519 (RFC 8410), before its bytes.
const PREFIX: [u8; 16] = [48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32];
const BEGIN: &str = "-----BEGIN PRIVATE KEY-----";
const END: &str = "-----END PRIVATE KEY-----";

pub(crate) struct ProgramKey(Ed25519KeyPair);

impl ProgramKey {
    /// The key of a directory, which is made at need. `given`: PEM that came with a file. Fails with `LEDGER_DAMAGED`.
    pub fn kept(directory: &Path, given: Option<&str>) -> Result<Self> {
        let path = directory.join("program-key.pem");
        let pem = match given {
            Some(pem) => pem.to_owned(),
            None => format!("{BEGIN}\n{}\n{END}\n", base64(&[&PREFIX[..], &random::<32>()?].concat())),
        };
        match write_new(&path, &pem) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error.into()),
            _ => {}
        }
        let kept = String::from_utf8_lossy(&fs::read(&path)?).into_owned();
        let key = der_in(&kept).and_then(|der| Ed25519KeyPair::from_pkcs8_maybe_unchecked(&der).ok());
        key.map(ProgramKey).ok_or_else(|| damaged("The key of the directory is damaged"))
    }

    /// The public key in base64url.
    pub fn x(&self) -> String {
        base64url(self.0.public_key())
    }

    pub fn sign(&self, text: &str) -> String {
        base64url(self.0.sign(text.as_bytes()))
    }

    /// The code with which an admin issues a file for this key.
    pub fn request_code(&self, name: &str) -> Result<String> {
        let name: String = name.chars().take(MAX_NAME).collect();
        Ok(code("KWL1.", [("k", &self.x()), ("n", &name), ("t", &base64url(random::<12>()?))]))
    }

    /// The code with which the program gives its amounts back. `id`: of the program, as the file names it. `jti`: of the file.
    pub fn release_code(&self, id: &str, jti: &str) -> String {
        let proof = self.sign(&format!("keyward relay release {id} {jti}"));
        code("KWY1.", [("r", id), ("j", jti), ("s", &proof)])
    }
}

fn code(kind: &str, members: [(&str, &str); 3]) -> String {
    let members = members.map(|(name, value)| format!(r#""{name}":{}"#, json_text(value)));
    format!("{kind}{}", base64url(format!("{{{}}}", members.join(","))))
}

fn der_in(pem: &str) -> Option<Vec<u8>> {
    let (_, after) = pem.split_once(BEGIN)?;
    let (body, _) = after.split_once(END)?;
    from_loose_base64(&body.split_ascii_whitespace().collect::<String>())
}
