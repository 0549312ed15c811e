use super::*;

#[test]
fn strings_come_back_as_they_went() {
    for text in [
        "",
        "main",
        "\"\\/",
        "\0\x01\x08\x0c\n\r\t\x1f\x7f",
        "<&> é \u{2028} 😀 \u{ffff}",
    ] {
        let mut json = String::new();
        quote(text, &mut json);
        assert_eq!(unquote(&json).as_deref(), Some(text), "{json}");
    }
}

#[test]
fn escapes_are_read() {
    for (json, text) in [
        (r#""\"\\\/\b\f\n\r\t""#, "\"\\/\x08\x0c\n\r\t"),
        (r#""\u0041\ud83d\ude00\uD83D\uDE00""#, "A😀😀"),
        (r#""\ud83d|\ude00\ud83d""#, "\u{fffd}|\u{fffd}\u{fffd}"),
        (r#""\ud83d\u0041""#, "\u{fffd}A"),
    ] {
        assert_eq!(unquote(json).as_deref(), Some(text), "{json}");
    }
}

#[test]
fn what_is_no_string_is_refused() {
    for json in [
        "",
        "1",
        "null",
        "\"",
        "\"a",
        "\"a\"b",
        r#""\"#,
        r#""\u12"#,
        r#""\u12x4""#,
        "[\"a\"]",
    ] {
        assert_eq!(unquote(json), None, "{json}");
    }
}

#[test]
fn lists_are_read() {
    assert_eq!(unquote_list("[]"), Some(vec![]));
    assert_eq!(
        unquote_list(r#"["a","\"],["]"#),
        Some(vec!["a".into(), "\"],[".into()])
    );
    assert_eq!(
        unquote_list(r#"[ "a" , "" ]"#),
        Some(vec!["a".into(), "".into()])
    );
    for json in [
        "",
        "[",
        r#"["a""#,
        r#"["a",]"#,
        r#"["a",1]"#,
        "{}",
        r#""a""#,
        "null",
    ] {
        assert_eq!(unquote_list(json), None, "{json}");
    }
}
