//! Answers without a verdict, and refusals.

use crate::distrust::{Distrust, Mismatch, Untrusted};
use crate::keys::{ANSWER, Claims};
use crate::proof::{Verifier, check_call, key_hash, text_or_none, time_in};

/// An answer must say that it answers it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AskedCall<'a> {
    /// As signed answers name it.
    pub operation: &'a str,
    /// License key or token that the call names.
    pub credential: Option<&'a str>,
    /// Whether the call names the device.
    pub names_device: bool,
    /// Id of the relay that has lent the seat which the call is about.
    pub lender: Option<&'a str>,
}

/// What the server signed without a verdict. Times are milliseconds since 1970.
#[derive(Debug, Clone)]
pub(crate) struct Outcome {
    pub claims: Claims,
    pub issued_at: i64,
    pub ends_at: i64,
}

impl Verifier {
    /// An answer without a verdict, or a refusal with this code.
    pub fn outcome(&self, text: &str, call: AskedCall<'_>, nonce: &str, code: Option<&str>) -> Result<Outcome, Distrust> {
        // A token names its license no more than a call without a license key does.
        let license_key = call.credential.filter(|_| call.names_device);
        let (claims, _) = self.verified(text, ANSWER, license_key, Some(self.time.now()))?;
        check_call(&claims, nonce, call.operation)?;
        let is = |name: &str, expected: Option<&str>| Ok::<_, Untrusted>(text_or_none(&claims, name)?.as_deref() == expected);
        if !is("code", code)? {
            return Err(Mismatch::Operation.into());
        }
        if !is("key_hash", call.credential.map(key_hash).as_deref())? {
            return Err(Mismatch::LicenseKey.into());
        }
        if !is("fingerprint", call.names_device.then_some(self.fingerprint.as_str()))? {
            return Err(Mismatch::Device.into());
        }
        let (issued_at, ends_at) = (time_in(&claims, "iat")?, time_in(&claims, "exp")?);
        Ok(Outcome { claims, issued_at, ends_at })
    }
}
