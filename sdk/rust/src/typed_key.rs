//! Finds typing errors in a license key without a call.

// Letters and digits of generated groups, in the order of their values.
const CHARACTERS: &[u8] = b"ABCDEFGHJKMNPQRSTUVWXYZ23456789";

/// Whether a typed license key can be one of a key format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypedKey {
    /// It has the shape and the check characters of the format.
    Right,
    /// It has another shape, such as a key from before the format had check characters.
    Other,
    /// It has a typing error.
    Mistyped {
        /// Number of the first wrong group among those with a check character, from 1.
        group: usize,
        /// The group as it was typed, with its check character.
        text: String,
    },
}

/// A piece of a key format.
enum Token<'a> {
    /// Letters and digits of a group, or its check character.
    Group {
        count: usize,
        is_check: bool,
    },
    Digits(usize),
    Literal(&'a str),
}

/// Finds typing errors in a license key without a call, by the check characters (`%C`) of the `key_format` of your policy, such as
/// `LIC-%Z{4}%C-%Z{4}%C`.
///
/// These are one wrong character in a group, and two neighbours that changed places. Case, blanks and dashes do not matter. A key that
/// was issued before the format had check characters may look mistyped: let people send it nevertheless.
pub fn check_typed_key(key: &str, key_format: &str) -> TypedKey {
    match groups_in(&compact(key), key_format) {
        Some(groups) if !groups.is_empty() => {
            let wrong = (1..).zip(groups).find(|(number, text)| !is_right(text, *number));
            wrong.map_or(TypedKey::Right, |(group, text)| TypedKey::Mistyped { group, text })
        }
        _ => TypedKey::Other,
    }
}

/// The groups with their check characters; none if the key has another shape.
fn groups_in(typed: &str, key_format: &str) -> Option<Vec<String>> {
    let (mut rest, mut format) = (typed, key_format);
    let (mut groups, mut group) = (Vec::new(), String::new());
    while let Some((token, others)) = next_token(format) {
        format = others;
        let is_of_group = |each: u8| each.is_ascii_uppercase() || each.is_ascii_digit();
        match token {
            Token::Group { count, is_check } => {
                // A letter or digit that no key has is a typing error.
                group.push_str(take(&mut rest, count, is_of_group)?);
                if is_check {
                    groups.push(std::mem::take(&mut group));
                }
            }
            Token::Digits(count) => {
                take(&mut rest, count, |each| each.is_ascii_digit())?;
                group.clear();
            }
            Token::Literal(text) => {
                rest = rest.strip_prefix(compact(text).as_str())?;
                group.clear();
            }
        }
    }
    rest.is_empty().then_some(groups)
}

fn take<'a>(rest: &mut &'a str, count: usize, is_one: impl Fn(u8) -> bool) -> Option<&'a str> {
    let (taken, others) = rest.split_at_checked(count)?;
    *rest = others;
    taken.bytes().all(is_one).then_some(taken)
}

/// The first token and what follows it. A percent sign that begins no token says nothing.
fn next_token(format: &str) -> Option<(Token<'_>, &str)> {
    let Some(code) = format.strip_prefix('%') else {
        let end = format.find('%').unwrap_or(format.len());
        let (text, rest) = format.split_at_checked(end)?;
        return (!text.is_empty()).then_some((Token::Literal(text), rest));
    };
    if let Some(rest) = code.strip_prefix("{year}") {
        return Some((Token::Digits(4), rest));
    }
    let mut characters = code.chars();
    let (symbol, rest) = (characters.next()?, characters.as_str());
    let (count, after) = count_in(rest).unwrap_or((1, rest));
    match symbol {
        '%' => Some((Token::Literal("%"), rest)),
        'C' => Some((Token::Group { count: 1, is_check: true }, rest)),
        'X' => Some((Token::Digits(count), after)),
        'Y' | 'Z' => Some((Token::Group { count, is_check: false }, after)),
        _ => next_token(code),
    }
}

/// The number in braces, and what follows it. One that is too large is larger than any key.
fn count_in(text: &str) -> Option<(usize, &str)> {
    let (digits, rest) = text.strip_prefix('{')?.split_once('}')?;
    let is_number = !digits.is_empty() && digits.bytes().all(|each| each.is_ascii_digit());
    is_number.then(|| (digits.parse().unwrap_or(usize::MAX), rest))
}

fn is_right(text: &str, group: usize) -> bool {
    let value = |each: u8| CHARACTERS.iter().position(|character| *character == each);
    let Some((last, values)) =
        text.bytes().map(value).collect::<Option<Vec<_>>>().and_then(|mut values| Some((values.pop()?, values)))
    else {
        return false;
    };
    let weighted = values.iter().zip(1..).map(|(value, place): (&usize, usize)| value.saturating_mul(place));
    weighted.fold(group, usize::saturating_add) % CHARACTERS.len() == last
}

fn compact(text: &str) -> String {
    text.chars().filter(|each| !is_ignored(*each)).collect::<String>().to_uppercase()
}

/// White space, dashes and the minus sign.
fn is_ignored(character: char) -> bool {
    let is_space = character.is_whitespace() && character != '\u{85}';
    is_space
        || matches!(
            character,
            '-' | '\u{feff}' | '\u{2212}' | '\u{58a}' | '\u{5be}' | '\u{1400}' | '\u{1806}' | '\u{2010}'
                ..='\u{2015}'
                    | '\u{2e17}'
                    | '\u{2e1a}'
                    | '\u{2e3a}'
                    | '\u{2e3b}'
                    | '\u{2e40}'
                    | '\u{2e5d}'
                    | '\u{301c}'
                    | '\u{3030}'
                    | '\u{30a0}'
                    | '\u{fe31}'
                    | '\u{fe32}'
                    | '\u{fe58}'
                    | '\u{fe63}'
                    | '\u{ff0d}'
                    | '\u{10ead}'
        )
}
