use crate::abi;
use crate::error::{ErrorKind, Result};
use crate::json::{FromJson, ToJson};

/// Most values fit, and are read without a second call.
const FIRST_BUFFER: usize = 512;

/// Reads the value at `pointer`.
///
/// The type says what is wanted: `String`, `bool`, an integer, `f64`,
/// `Vec<String>`, [`Json`](crate::Json) for the text as it is, or an `Option` of
/// one of them, which is `None` where there is nothing, or null.
pub fn get<T: FromJson>(pointer: &str) -> Result<T> {
    read(pointer).map_err(|kind| kind.at(pointer))
}

fn read<T: FromJson>(pointer: &str) -> std::result::Result<T, ErrorKind> {
    let mut first = [0; FIRST_BUFFER];
    let code = abi::get(pointer, &mut first);
    if code < 0 {
        return match ErrorKind::of(code) {
            ErrorKind::Absent => T::from_absent(),
            kind => Err(kind),
        };
    }
    let len = code as usize;
    if len <= FIRST_BUFFER {
        return decode(&first[..len]);
    }
    let mut long = vec![0; len];
    abi::get(pointer, &mut long);
    decode(&long)
}

fn decode<T: FromJson>(json: &[u8]) -> std::result::Result<T, ErrorKind> {
    T::from_json(std::str::from_utf8(json).map_err(|_| ErrorKind::Type)?)
}

/// Sets the value at `pointer`, and makes its parents where they are missing.
/// A last token of `-` appends to a list.
pub fn set(pointer: &str, value: impl ToJson) -> Result<()> {
    let mut json = String::new();
    value.to_json(&mut json).map_err(|kind| kind.at(pointer))?;
    done(pointer, abi::set(pointer, &json))
}

/// Removes what is at `pointer`. It is no error when nothing is.
pub fn remove(pointer: &str) -> Result<()> {
    done(pointer, abi::remove(pointer))
}

fn done(pointer: &str, code: i32) -> Result<()> {
    if code < 0 {
        return Err(ErrorKind::of(code).at(pointer));
    }
    Ok(())
}

/// Reads from the event, as [`get`] does: `event("/payload/properties/branch")`.
pub fn event<T: FromJson>(pointer: &str) -> Result<T> {
    get(&below("/event", pointer))
}

/// Reads from the module's configuration, as [`get`] does: `config("/team")`.
pub fn config<T: FromJson>(pointer: &str) -> Result<T> {
    get(&below("/config", pointer))
}

/// `pointer`, seen from the place `root`.
pub(crate) fn below(root: &str, pointer: &str) -> String {
    let mut whole = String::with_capacity(root.len() + pointer.len());
    whole.push_str(root);
    whole.push_str(pointer);
    whole
}

/// A pointer of one token below the place `root`.
pub(crate) fn member(root: &str, token: &str) -> String {
    let mut pointer = below(root, "/");
    push_escaped(&mut pointer, token);
    pointer
}

/// Makes a JSON Pointer of tokens, each of which may hold any character:
/// `pointer(&["event", "a/b"])` is `/event/a~1b`.
pub fn pointer(tokens: &[&str]) -> String {
    let mut pointer = String::new();
    for token in tokens {
        pointer.push('/');
        push_escaped(&mut pointer, token);
    }
    pointer
}

/// Escapes one token of a JSON Pointer: `~` as `~0`, `/` as `~1`.
pub fn escape(token: &str) -> String {
    let mut escaped = String::with_capacity(token.len());
    push_escaped(&mut escaped, token);
    escaped
}

fn push_escaped(pointer: &mut String, token: &str) {
    for c in token.chars() {
        match c {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            c => pointer.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_are_escaped() {
        assert_eq!(
            pointer(&["event", "a/b~c", "~1", ""]),
            "/event/a~1b~0c/~01/"
        );
        assert_eq!(pointer(&[]), "");
        assert_eq!(escape("~/"), "~0~1");
        assert_eq!(member("/request/headers", "a/b"), "/request/headers/a~1b");
    }
}
