//! Trials, as a program asks for them.

/// Who asks for a trial, if the product wants to know.
#[derive(Debug, Clone, Copy, Default)]
pub struct TrialIdentity<'a> {
    /// Address to which the server sends a code or link.
    pub email: Option<&'a str>,
    /// Domain of the installation.
    pub domain: Option<&'a str>,
}
