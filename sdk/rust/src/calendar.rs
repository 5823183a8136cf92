//! Times, as milliseconds since 1970 within and as `SystemTime` outside.

use std::time::{Duration, SystemTime};

pub(crate) const SECOND: i64 = 1_000;
pub(crate) const MINUTE: i64 = 60 * SECOND;
pub(crate) const HOUR: i64 = 60 * MINUTE;
pub(crate) const DAY: i64 = 24 * HOUR;

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

pub(crate) fn milliseconds(time: SystemTime) -> i64 {
    let whole = |duration: Duration| i64::try_from(duration.as_millis()).unwrap_or(i64::MAX);
    match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(after) => whole(after),
        Err(before) => -whole(before.duration()),
    }
}

/// The last time that the system knows, for one beyond it.
pub(crate) fn system_time(milliseconds: i64) -> SystemTime {
    let distance = Duration::from_millis(milliseconds.unsigned_abs());
    let moved = match milliseconds {
        0.. => SystemTime::UNIX_EPOCH.checked_add(distance),
        _ => SystemTime::UNIX_EPOCH.checked_sub(distance),
    };
    let year_9999 = Duration::from_secs(253_402_300_799);
    moved.or_else(|| SystemTime::UNIX_EPOCH.checked_add(year_9999)).unwrap_or(SystemTime::UNIX_EPOCH)
}

pub(crate) fn duration_in(milliseconds: i64) -> Duration {
    Duration::from_millis(u64::try_from(milliseconds).unwrap_or(0))
}

pub(crate) fn whole_milliseconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

/// Of ISO 8601, as the server writes it: `2027-01-31T12:00:00.000Z`, or with another offset than `Z`.
pub(crate) fn from_iso(text: &str) -> Option<i64> {
    let (date, clock) = text.split_once('T')?;
    let (clock, offset) = split_offset(clock)?;
    let mut parts = date.splitn(3, '-').map(number);
    let days = days_since_1970(parts.next()??, parts.next()??, parts.next()??)?;
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let thousandths: String = fraction.chars().chain("000".chars()).take(3).collect();
    Some(days * DAY + time_of_day(clock)? + number(&thousandths)? - offset)
}

/// Of the date in headers of HTTP: `Wed, 21 Oct 2015 07:28:00 GMT`.
pub(crate) fn from_http_date(text: &str) -> Option<i64> {
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    let [_, day, month, year, clock, "GMT"] = words.as_slice() else {
        return None;
    };
    let month = MONTHS.iter().position(|name| name == month)?;
    let days = days_since_1970(number(year)?, i64::try_from(month).ok()? + 1, number(day)?)?;
    Some(days * DAY + time_of_day(clock)?)
}

/// A time as ISO 8601 in UTC, such as `2027-01-31T12:00:00.000Z`.
pub fn iso8601(time: SystemTime) -> String {
    let at = milliseconds(time);
    let (days, rest) = (at.div_euclid(DAY), at.rem_euclid(DAY));
    // The inverse of `days_since_1970`, of years that begin in March.
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let (hours, minutes, seconds) = (rest / HOUR, rest % HOUR / MINUTE, rest % MINUTE / SECOND);
    format!("{year:04}-{month:02}-{day:02}T{hours:02}:{minutes:02}:{seconds:02}.{:03}Z", rest % SECOND)
}

fn split_offset(clock: &str) -> Option<(&str, i64)> {
    if let Some(utc) = clock.strip_suffix('Z') {
        return Some((utc, 0));
    }
    let at = clock.find(['+', '-'])?;
    let sign = if clock.get(at..)?.starts_with('-') { -1 } else { 1 };
    Some((clock.get(..at)?, sign * time_of_day(clock.get(at + 1..)?)?))
}

fn time_of_day(clock: &str) -> Option<i64> {
    let mut parts = clock.splitn(3, ':').map(number);
    let (hours, minutes, seconds) = (parts.next()??, parts.next()??, parts.next().unwrap_or(Some(0))?);
    (hours < 24 && minutes < 60 && seconds < 61).then_some(hours * HOUR + minutes * MINUTE + seconds * SECOND)
}

fn days_since_1970(year: i64, month: i64, day: i64) -> Option<i64> {
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // Of years that begin in March, so that the leap day is the last.
    let (year, from_march) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * from_march + 2) / 5 + day - 1;
    Some(era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468)
}

/// Of at most four digits.
fn number(digits: &str) -> Option<i64> {
    let is_number = (1..=4).contains(&digits.len()) && digits.bytes().all(|each| each.is_ascii_digit());
    is_number.then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_dates_of_iso_8601_and_http() {
        assert_eq!(from_iso("2027-01-31T12:00:00.000Z"), Some(1_801_396_800_000));
        assert_eq!(from_iso("2027-01-31T14:00:00.25+02:00"), Some(1_801_396_800_250));
        assert_eq!(from_http_date("Wed, 21 Oct 2015 07:28:00 GMT"), Some(1_445_412_480_000));
        for text in ["", "2027-01-31", "2027-13-01T00:00:00Z", "2027-01-31T25:00:00Z", "now", "T", "ä-ö-üTZ", "1-1-1T1:1:1+ä"]
        {
            assert_eq!((from_iso(text), from_http_date(text)), (None, None), "{text}");
        }
    }

    #[test]
    fn writes_what_it_reads() {
        for day in (-200_000..200_000i64).step_by(97) {
            let at = day * DAY + 86_399_999;
            let text = iso8601(system_time(at));
            assert!(text.len() > 24 || text.starts_with('-') || from_iso(&text) == Some(at), "{text}");
        }
    }

    #[test]
    fn knows_no_time_beyond_those_of_the_system() {
        assert!(system_time(i64::MAX) > SystemTime::UNIX_EPOCH);
        assert!(milliseconds(system_time(i64::MIN)) < i64::MAX);
    }
}
