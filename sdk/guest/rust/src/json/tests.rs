use super::*;

fn written(value: impl ToJson) -> Result<String, ErrorKind> {
    let mut out = String::new();
    value.to_json(&mut out).map(|()| out)
}

#[test]
fn values_are_written() {
    for (got, want) in [
        (written("a\"b"), "\"a\\\"b\""),
        (written(i64::MIN), "-9223372036854775808"),
        (written(0u32), "0"),
        (written(0.5), "0.5"),
        (written(-0.0), "-0"),
        (written(1e300), "1e300"),
        (written(1e-7), "1e-7"),
        (written(true), "true"),
        (written(["a", "b"]), "[\"a\",\"b\"]"),
        (written(Vec::<String>::new()), "[]"),
        (written(vec![vec![1], vec![]]), "[[1],[]]"),
        (written(Null), "null"),
        (written(None::<String>), "null"),
        (written(Some(1)), "1"),
        (written(Json("{\"k\":[1e400]}")), "{\"k\":[1e400]}"),
    ] {
        assert_eq!(got, Ok(want.to_string()));
    }
}

#[test]
fn what_is_no_number_is_not_written() {
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(written(number), Err(ErrorKind::Type));
    }
}

#[test]
fn values_are_read() {
    assert_eq!(i64::from_json("-9223372036854775808"), Ok(i64::MIN));
    assert_eq!(f64::from_json("-12.5e1"), Ok(-125.0));
    assert_eq!(bool::from_json("false"), Ok(false));
    assert_eq!(Json::from_json("[1e400]"), Ok(Json("[1e400]".to_string())));
    assert_eq!(Option::<i32>::from_json("null"), Ok(None));
    assert_eq!(Option::<i32>::from_json("7"), Ok(Some(7)));
    assert_eq!(Option::<i32>::from_absent(), Ok(None));
    assert_eq!(i32::from_absent(), Err(ErrorKind::Absent));
}

#[test]
fn other_types_are_refused() {
    for json in [
        "1.5",
        "1e3",
        "\"1\"",
        "null",
        "9223372036854775808",
        "[1]",
        "",
    ] {
        assert_eq!(i64::from_json(json), Err(ErrorKind::Type), "{json}");
    }
    for json in ["\"1\"", "null", "1e400", "true"] {
        assert_eq!(f64::from_json(json), Err(ErrorKind::Type), "{json}");
    }
    for json in ["1", "\"true\"", "null"] {
        assert_eq!(bool::from_json(json), Err(ErrorKind::Type), "{json}");
    }
}
