//! Verifies what the license server signed, for programs that keep license files or manifests themselves.
//!
//! [`crate::License`] does all of it by itself.

pub use crate::keys::TrustedKeys;
pub use crate::license_file::{offline_request, read_license_file, release_code};
pub use crate::relay::CertifiedRelay;

/// `typ` of a signed answer.
pub const VERDICT: &str = crate::keys::VERDICT;
/// `typ` of an answer without a verdict, or of a refusal.
pub const ANSWER: &str = crate::keys::ANSWER;
/// `typ` of a license file.
pub const LICENSE_FILE: &str = crate::keys::LICENSE_FILE;
/// `typ` of an update manifest.
pub const UPDATE: &str = crate::keys::UPDATE;
