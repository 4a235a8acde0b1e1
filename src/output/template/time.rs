//! Times in templates: `time.Now`, `time.Parse`, and what can be asked of a time (`.Created.Unix`).
//!
//! A time is a text here, in the form of RFC 3339, as it stands in an image's config. The methods of Go's times work on
//! such texts, and a few of digests and platforms on theirs: [`method`] decides by the value that it meets.

use gtmpl_ng::{FuncError, Value};
use jiff::civil::DateTime;
use jiff::fmt::temporal::Pieces;
use jiff::tz::Offset;
use jiff::{Span, Timestamp};

use super::functions::{exactly, now, text};
use super::layout::{self, Moment};
use super::names::{self, platform};

/// The form in which times stand in documents.
const RFC3339: &str = "2006-01-02T15:04:05.999999999Z07:00";
/// The form in which Go prints a time.
const GO: &str = "2006-01-02 15:04:05.999999999 -0700 MST";

/// The names that are methods of times, digests or platforms, where no field of the data is meant.
pub(super) const METHODS: [&str; 24] = [
    "AddDate",
    "After",
    "Algorithm",
    "Before",
    "Day",
    "Encoded",
    "Equal",
    "Format",
    "Hex",
    "Hour",
    "IsZero",
    "Minute",
    "Month",
    "Nanosecond",
    "Second",
    "String",
    "UTC",
    "Unix",
    "UnixMicro",
    "UnixMilli",
    "UnixNano",
    "Weekday",
    "Year",
    "YearDay",
];

/// `time.Now`: the present time.
pub(super) fn time_now(arguments: &[Value]) -> Result<Value, FuncError> {
    let [] = exactly("time.Now", arguments)?;
    Ok(written(at(now(), Offset::UTC)))
}

/// `time.Parse LAYOUT TEXT`.
pub(super) fn time_parse(arguments: &[Value]) -> Result<Value, FuncError> {
    let [layout, value] = exactly("time.Parse", arguments)?;
    let (layout, value) = (text(layout)?, text(value)?);
    let found = layout::parse(value, layout);
    found.map(written).ok_or_else(|| wrong(format!("{value:?} is not written as {layout:?}")))
}

/// `time` alone is nothing but the name before `Now` and `Parse`.
pub(super) fn time_alone(_: &[Value]) -> Result<Value, FuncError> {
    Err(wrong("time is followed by .Now or .Parse".to_owned()))
}

/// A method by its name, the value that it is of, and its arguments. A field of that name is meant where the value has
/// one.
pub(super) fn method(arguments: &[Value]) -> Result<Value, FuncError> {
    let [Value::String(name), value, arguments @ ..] = arguments else {
        return Err(FuncError::AtLeastXArgs(names::METHOD.to_owned(), 2));
    };
    match value {
        Value::Map(_) | Value::Object(_) => match (name.as_str(), platform(value)) {
            ("String", Some(platform)) => Ok(Value::String(platform)),
            _ => names::field(&[value.clone(), Value::String(name.clone())]),
        },
        Value::NoValue | Value::Nil if name == "IsZero" => Ok(Value::Bool(true)),
        Value::NoValue | Value::Nil => Ok(Value::NoValue),
        Value::String(value) => of_text(name, value, arguments),
        other => Err(wrong(format!("{other} has no field {name}"))),
    }
}

fn of_text(name: &str, value: &str, arguments: &[Value]) -> Result<Value, FuncError> {
    match (name, value.split_once(':')) {
        ("String", _) => return Ok(Value::from(value)),
        ("Algorithm", Some((algorithm, _))) => return Ok(Value::from(algorithm)),
        ("Hex" | "Encoded", Some((_, encoded))) => return Ok(Value::from(encoded)),
        ("IsZero", _) if value.is_empty() => return Ok(Value::Bool(true)),
        _ => {}
    }
    let moment = read(value).ok_or_else(|| wrong(format!("{value:?} is no time and has no field {name}")))?;
    of_time(name, moment, arguments)
}

fn of_time(name: &str, moment: Moment, arguments: &[Value]) -> Result<Value, FuncError> {
    let stamp = timestamp(moment)?;
    let civil = moment.civil;
    if let ("Format", arguments) = (name, arguments) {
        let [layout] = exactly("Format", arguments)?;
        return Ok(Value::String(layout::format(moment, text(layout)?)));
    }
    if let "Before" | "After" | "Equal" = name {
        let [other] = exactly(name, arguments)?;
        let other = text(other)?;
        let other = timestamp(read(other).ok_or_else(|| wrong(format!("{other:?} is no time")))?)?;
        return Ok(Value::Bool(match name {
            "Before" => stamp < other,
            "After" => stamp > other,
            _ => stamp == other,
        }));
    }
    if name == "AddDate" {
        let [years, months, days] = exactly("AddDate", arguments)?;
        return added(moment, [years, months, days]).map(written);
    }
    let [] = exactly(name, arguments)?;
    Ok(match name {
        "Unix" => Value::from(stamp.as_second()),
        "UnixMilli" => Value::from(stamp.as_millisecond()),
        "UnixMicro" => Value::from(stamp.as_microsecond()),
        "UnixNano" => Value::from(i64::try_from(stamp.as_nanosecond()).unwrap_or(i64::MAX)),
        "Year" => Value::from(i64::from(civil.year())),
        "Month" => Value::from(i64::from(civil.month())),
        "Day" => Value::from(i64::from(civil.day())),
        "Hour" => Value::from(i64::from(civil.hour())),
        "Minute" => Value::from(i64::from(civil.minute())),
        "Second" => Value::from(i64::from(civil.second())),
        "Nanosecond" => Value::from(i64::from(civil.subsec_nanosecond())),
        "YearDay" => Value::from(i64::from(civil.day_of_year())),
        "Weekday" => Value::String(layout::format(moment, "Monday")),
        "UTC" => written(at(stamp, Offset::UTC)),
        "IsZero" => Value::Bool(civil == DateTime::constant(1, 1, 1, 0, 0, 0, 0) && moment.offset == Offset::UTC),
        _ => return Err(wrong(format!("a time has no {name}"))),
    })
}

fn added(moment: Moment, parts: [&Value; 3]) -> Result<Moment, FuncError> {
    let [years, months, days] = parts.map(|part| match part {
        Value::Number(number) => number.as_i64(),
        _ => None,
    });
    let (Some(years), Some(months), Some(days)) = (years, months, days) else {
        return Err(wrong("AddDate takes years, months and days".to_owned()));
    };
    let far = |_| wrong("AddDate leads out of all calendars".to_owned());
    let span = Span::new().try_years(years).and_then(|span| span.try_months(months)?.try_days(days)).map_err(far)?;
    Ok(Moment { civil: moment.civil.checked_add(span).map_err(far)?, ..moment })
}

fn read(value: &str) -> Option<Moment> {
    let rfc3339 = || {
        let pieces = Pieces::parse(value).ok()?;
        Some(Moment { civil: DateTime::from_parts(pieces.date(), pieces.time()?), offset: pieces.to_numeric_offset()? })
    };
    rfc3339().or_else(|| layout::parse(value, GO))
}

fn timestamp(moment: Moment) -> Result<Timestamp, FuncError> {
    moment.offset.to_timestamp(moment.civil).map_err(|error| wrong(error.to_string()))
}

fn at(stamp: Timestamp, offset: Offset) -> Moment {
    Moment { civil: offset.to_datetime(stamp), offset }
}

fn written(moment: Moment) -> Value {
    Value::String(layout::format(moment, RFC3339))
}

fn wrong(what: String) -> FuncError {
    FuncError::Generic(what)
}
