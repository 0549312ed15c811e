//! What can be read from the document, and written to it.

use crate::error::ErrorKind;
use crate::text;

/// A value as JSON text, neither read nor changed: numbers stay as they are
/// spelled. `Json<String>` is read, `Json("[1e400]")` written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Json<T = String>(pub T);

/// Writes null. A null body sends none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Null;

/// Read with [`get`](crate::get).
pub trait FromJson: Sized {
    /// Reads JSON text, which is one value without white space around it.
    fn from_json(json: &str) -> Result<Self, ErrorKind>;

    /// What an absent value is: an error, except for an `Option`.
    fn from_absent() -> Result<Self, ErrorKind> {
        Err(ErrorKind::Absent)
    }
}

impl FromJson for Json {
    fn from_json(json: &str) -> Result<Self, ErrorKind> {
        Ok(Json(json.to_string()))
    }
}

impl FromJson for String {
    fn from_json(json: &str) -> Result<Self, ErrorKind> {
        text::unquote(json).ok_or(ErrorKind::Type)
    }
}

impl FromJson for Vec<String> {
    fn from_json(json: &str) -> Result<Self, ErrorKind> {
        text::unquote_list(json).ok_or(ErrorKind::Type)
    }
}

impl FromJson for bool {
    fn from_json(json: &str) -> Result<Self, ErrorKind> {
        json.parse().map_err(|_| ErrorKind::Type)
    }
}

impl FromJson for f64 {
    fn from_json(json: &str) -> Result<Self, ErrorKind> {
        match json.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(number),
            _ => Err(ErrorKind::Type),
        }
    }
}

impl<T: FromJson> FromJson for Option<T> {
    fn from_json(json: &str) -> Result<Self, ErrorKind> {
        if json == "null" {
            return Ok(None);
        }
        T::from_json(json).map(Some)
    }

    fn from_absent() -> Result<Self, ErrorKind> {
        Ok(None)
    }
}

/// Written with [`set`](crate::set).
pub trait ToJson {
    /// Appends the value as JSON text.
    fn to_json(&self, out: &mut String) -> Result<(), ErrorKind>;
}

impl<T: ToJson + ?Sized> ToJson for &T {
    fn to_json(&self, out: &mut String) -> Result<(), ErrorKind> {
        (**self).to_json(out)
    }
}

impl<T: AsRef<str>> ToJson for Json<T> {
    fn to_json(&self, out: &mut String) -> Result<(), ErrorKind> {
        out.push_str(self.0.as_ref());
        Ok(())
    }
}

impl ToJson for Null {
    fn to_json(&self, out: &mut String) -> Result<(), ErrorKind> {
        out.push_str("null");
        Ok(())
    }
}

impl ToJson for str {
    fn to_json(&self, out: &mut String) -> Result<(), ErrorKind> {
        text::quote(self, out);
        Ok(())
    }
}

impl ToJson for String {
    fn to_json(&self, out: &mut String) -> Result<(), ErrorKind> {
        self.as_str().to_json(out)
    }
}

impl ToJson for bool {
    fn to_json(&self, out: &mut String) -> Result<(), ErrorKind> {
        out.push_str(if *self { "true" } else { "false" });
        Ok(())
    }
}

/// Infinity and NaN are no JSON.
impl ToJson for f64 {
    fn to_json(&self, out: &mut String) -> Result<(), ErrorKind> {
        if !self.is_finite() {
            return Err(ErrorKind::Type);
        }
        let size = self.abs();
        let text = match size == 0.0 || (1e-6..1e17).contains(&size) {
            true => self.to_string(),
            false => format!("{self:e}"),
        };
        out.push_str(&text);
        Ok(())
    }
}

impl<T: ToJson> ToJson for [T] {
    fn to_json(&self, out: &mut String) -> Result<(), ErrorKind> {
        let mut before = '[';
        for value in self {
            out.push(before);
            value.to_json(out)?;
            before = ',';
        }
        out.push_str(if before == '[' { "[]" } else { "]" });
        Ok(())
    }
}

impl<T: ToJson, const N: usize> ToJson for [T; N] {
    fn to_json(&self, out: &mut String) -> Result<(), ErrorKind> {
        self.as_slice().to_json(out)
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    fn to_json(&self, out: &mut String) -> Result<(), ErrorKind> {
        self.as_slice().to_json(out)
    }
}

impl<T: ToJson> ToJson for Option<T> {
    fn to_json(&self, out: &mut String) -> Result<(), ErrorKind> {
        match self {
            Some(value) => value.to_json(out),
            None => Null.to_json(out),
        }
    }
}

macro_rules! integers {
    ($($type:ty)*) => {$(
        impl FromJson for $type {
            fn from_json(json: &str) -> Result<Self, ErrorKind> {
                json.parse().map_err(|_| ErrorKind::Type)
            }
        }

        impl ToJson for $type {
            fn to_json(&self, out: &mut String) -> Result<(), ErrorKind> {
                out.push_str(&self.to_string());
                Ok(())
            }
        }
    )*};
}

integers!(i32 i64 u32 u64 usize);

#[cfg(test)]
mod tests;
