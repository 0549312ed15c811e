//! JSON strings: quoted, and unquoted.

use std::str::Chars;

/// Appends `text` as a JSON string.
pub fn quote(text: &str, out: &mut String) {
    out.reserve(text.len() + 2);
    out.push('"');
    let mut rest = text;
    while let Some(plain) = rest
        .bytes()
        .position(|b| b < b' ' || b == b'"' || b == b'\\')
    {
        out.push_str(&rest[..plain]);
        escape(rest.as_bytes()[plain], out);
        rest = &rest[plain + 1..];
    }
    out.push_str(rest);
    out.push('"');
}

fn escape(byte: u8, out: &mut String) {
    match byte {
        b'"' => out.push_str("\\\""),
        b'\\' => out.push_str("\\\\"),
        b'\n' => out.push_str("\\n"),
        b'\r' => out.push_str("\\r"),
        b'\t' => out.push_str("\\t"),
        _ => {
            out.push_str("\\u00");
            out.push(char::from(b'0' + (byte >> 4)));
            out.push(char::from(b"0123456789abcdef"[usize::from(byte & 15)]));
        }
    }
}

/// The text of a JSON string, or None if `json` is none.
pub fn unquote(json: &str) -> Option<String> {
    let inside = json.strip_prefix('"')?;
    let (text, rest) = until_quote(inside)?;
    rest.is_empty().then_some(text)
}

/// The texts of a JSON list of strings, or None if `json` is none.
pub fn unquote_list(json: &str) -> Option<Vec<String>> {
    let mut list = Vec::new();
    let mut rest = json.strip_prefix('[')?.trim_start();
    if rest.starts_with(']') {
        return Some(list);
    }
    loop {
        let (text, behind) = until_quote(rest.strip_prefix('"')?)?;
        list.push(text);
        rest = behind.trim_start();
        if rest == "]" {
            return Some(list);
        }
        rest = rest.strip_prefix(',')?.trim_start();
    }
}

/// The text up to the closing quote, and what is behind that.
fn until_quote(inside: &str) -> Option<(String, &str)> {
    let mut text = String::new();
    let mut rest = inside;
    loop {
        let plain = rest.bytes().position(|b| b == b'"' || b == b'\\')?;
        text.push_str(&rest[..plain]);
        let behind = &rest[plain + 1..];
        if rest.as_bytes()[plain] == b'"' {
            return Some((text, behind));
        }
        let mut chars = behind.chars();
        text.push(unescape(&mut chars)?);
        rest = chars.as_str();
    }
}

/// The character that an escape stands for; `rest` begins behind the backslash.
fn unescape(rest: &mut Chars<'_>) -> Option<char> {
    Some(match rest.next()? {
        'b' => '\x08',
        'f' => '\x0c',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => return unescape_unit(rest),
        c => c,
    })
}

/// The character of a `\u` escape, or of two that are a surrogate pair. Half a
/// pair is no character, and becomes U+FFFD.
fn unescape_unit(rest: &mut Chars<'_>) -> Option<char> {
    let first = hex4(rest)?;
    if (0xd800..0xdc00).contains(&first) {
        let mut ahead = rest.clone();
        if ahead.next() == Some('\\') && ahead.next() == Some('u') {
            let second = hex4(&mut ahead)?;
            if (0xdc00..0xe000).contains(&second) {
                *rest = ahead;
                return char::from_u32(0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00));
            }
        }
    }
    Some(char::from_u32(first).unwrap_or('\u{fffd}'))
}

fn hex4(rest: &mut Chars<'_>) -> Option<u32> {
    let mut unit = 0;
    for _ in 0..4 {
        unit = unit << 4 | rest.next()?.to_digit(16)?;
    }
    Some(unit)
}

#[cfg(test)]
mod tests;
