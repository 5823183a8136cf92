//! The order of versions: by their numbers, a pre-release before its release, as SemVer 2 orders them.

use std::cmp::Ordering;

pub(crate) fn is_newer(version: &str, current: &str) -> bool {
    let ((release, pre_release), (other_release, other_pre_release)) = (split(version), split(current));
    let length = release.len().max(other_release.len());
    let padded = |numbers: Vec<&'_ str>| -> Vec<String> {
        let zeros = std::iter::repeat_n("", length - numbers.len());
        numbers.iter().copied().chain(zeros).map(str::to_owned).collect()
    };
    let by_numbers = compare_all(&padded(release), &padded(other_release), |one, other| compare_numbers(one, other));
    by_numbers.then_with(|| compare_pre_releases(&pre_release, &other_pre_release)) == Ordering::Greater
}

/// Digits of the release without leading zeros, and identifiers of the pre-release.
fn split(version: &str) -> (Vec<&str>, Vec<&str>) {
    let (release, pre_release) = match split_pre_release(version) {
        Some((release, pre_release)) => (release, pre_release.split('.').collect()),
        None => (version.split('+').next().unwrap_or_default(), Vec::new()),
    };
    let numbers = release.split(|each: char| !each.is_ascii_digit()).filter(|digits| !digits.is_empty());
    (numbers.map(|digits| digits.trim_start_matches('0')).collect(), pre_release)
}

fn split_pre_release(version: &str) -> Option<(&str, &str)> {
    let bare = version.strip_prefix(['v', 'V']).unwrap_or(version);
    let (release, rest) = bare.split_once('-')?;
    let is_release = release.split('.').all(|digits| !digits.is_empty() && digits.bytes().all(|each| each.is_ascii_digit()));
    let end = rest.find(|each: char| !(each.is_ascii_alphanumeric() || each == '.' || each == '-')).unwrap_or(rest.len());
    let pre_release = rest.get(..end)?;
    (is_release && pre_release.starts_with(|each: char| each.is_ascii_alphanumeric())).then_some((release, pre_release))
}

fn compare_pre_releases(one: &[&str], other: &[&str]) -> Ordering {
    match (one.is_empty(), other.is_empty()) {
        (false, false) => compare_all(one, other, |one, other| compare_identifiers(one, other)),
        (one, other) => one.cmp(&other),
    }
}

fn compare_identifiers(one: &str, other: &str) -> Ordering {
    let is_number = |text: &str| text.bytes().all(|each| each.is_ascii_digit());
    match (is_number(one), is_number(other)) {
        (true, true) => compare_numbers(one.trim_start_matches('0'), other.trim_start_matches('0')),
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        (false, false) => one.cmp(other),
    }
}

fn compare_numbers(one: &str, other: &str) -> Ordering {
    one.len().cmp(&other.len()).then_with(|| one.cmp(other))
}

/// The first that differ decide, then the length.
fn compare_all<T>(one: &[T], other: &[T], compare: impl Fn(&T, &T) -> Ordering) -> Ordering {
    let differing = one.iter().zip(other).map(|(one, other)| compare(one, other)).find(|order| order.is_ne());
    differing.unwrap_or_else(|| one.len().cmp(&other.len()))
}

#[cfg(test)]
mod tests {
    use super::is_newer;

    #[test]
    fn orders_versions() {
        let ordered =
            ["0.9", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1", "v1.0.0"];
        for (index, version) in ordered.iter().enumerate() {
            for (other_index, other) in ordered.iter().enumerate() {
                assert_eq!(is_newer(version, other), index > other_index, "{version} {other}");
            }
        }
        assert!(is_newer("1.10", "1.9.9") && is_newer("1.0.1", "1") && is_newer("99999999999999999999999", "2"));
        assert!(!is_newer("1.0", "1.0.0") && !is_newer("1.0.0+build.7", "1.0.0") && !is_newer("", "") && !is_newer("-", "ä-ö"));
    }
}
