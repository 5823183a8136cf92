//! Exact decimal amounts.

use std::fmt;

pub(crate) const MAX_DECIMALS: usize = 6;
const MAX_DIGITS: usize = 15;

/// An amount in millionths, and the most decimals of what is drawn from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Amount {
    pub parts: i128,
    pub decimals: usize,
}

impl Amount {
    /// `None` for what is no amount, or has more decimals.
    pub fn read(text: &str, decimals: usize) -> Option<Self> {
        let (whole, fraction) = match text.split_once('.') {
            Some((whole, fraction)) if (1..=MAX_DECIMALS).contains(&fraction.len()) => (whole, fraction.trim_end_matches('0')),
            Some(_) => return None,
            None => (text, ""),
        };
        let digits = format!("{whole}{fraction:0<MAX_DECIMALS$}");
        let is_amount = (1..=MAX_DIGITS).contains(&whole.len()) && digits.bytes().all(|each| each.is_ascii_digit());
        let parts = digits.parse().ok().filter(|_| is_amount && fraction.len() <= decimals)?;
        Some(Amount { parts, decimals })
    }
}

/// Without zeros at its end; 0 for a negative amount.
impl fmt::Display for Amount {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = format!("{:0>1$}", self.parts.max(0), MAX_DECIMALS + 1);
        let (whole, fraction) = digits.split_at(digits.len() - MAX_DECIMALS);
        let text = format!("{whole}.{fraction}");
        formatter.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn are_exact_to_six_decimals() {
        for (text, decimals, written) in [
            ("0.1", 6, "0.1"),
            ("10", 0, "10"),
            ("1.50", 1, "1.5"),
            ("000.000001", 6, "0.000001"),
            ("999999999999999.999999", 6, "999999999999999.999999"),
        ] {
            assert_eq!(Amount::read(text, decimals).map(|amount| amount.to_string()), Some(written.to_owned()), "{text}");
        }
        for text in
            ["", ".", "1.", ".5", "-1", "+1", "1e1", " 1", "1 ", "1.0000001", "1000000000000000", "1.x", "x", "1.2.3", "١"]
        {
            assert_eq!(Amount::read(text, 6), None, "{text}");
        }
        assert_eq!(Amount::read("0.5", 0), None);
        assert_eq!(Amount { parts: -5, decimals: 2 }.to_string(), "0");
    }
}
