//! `table {{.Tag}}\t{{.Digest}}`: a line for each row, the columns aligned under a header.

use serde_json::Value as Json;

use super::{Lookup, Prepared, Shape, Template, TemplateError};
use crate::output::{Column, Table};

/// One line for each element of the data's member `rows`, of the data where it is a list, else one for the data.
pub(super) fn render(
    template: &Template,
    data: &Json,
    shape: &Shape,
    rows: Option<&str>,
) -> Result<String, TemplateError> {
    let row_shape = match (rows, data) {
        (Some(name), _) if data.get(name).is_some_and(Json::is_array) => shape.member(name).element(),
        (_, Json::Array(_)) => shape.element(),
        _ => shape,
    };
    let rows = match (rows.and_then(|name| data.get(name)), data) {
        (Some(Json::Array(rows)), _) | (_, Json::Array(rows)) => rows.as_slice(),
        _ => std::slice::from_ref(data),
    };
    let mut table = Table::new(titles(&template.source).iter().map(|title| Column::left(title)));
    let prepared = Prepared::new(template, data, Lookup::Quick)?;
    for row in rows {
        for line in template.fill(&prepared, row, data, row_shape)?.lines() {
            table.row(line.split('\t'));
        }
    }
    let mut text = String::new();
    table.render(&mut text, false, None);
    Ok(text)
}

/// The title of each column: the last name in it, as docker has it.
fn titles(source: &str) -> Vec<String> {
    let mut titles = vec![String::new()];
    let mut rest = source;
    loop {
        let action = rest.find("{{").unwrap_or(rest.len());
        for _ in rest[..action].matches('\t') {
            titles.push(String::new());
        }
        rest = &rest[action..];
        let end = rest.find("}}").map_or(rest.len(), |end| end + 2);
        if let (Some(name), Some(title)) = (last_name(&rest[..end]), titles.last_mut()) {
            *title = name.to_uppercase();
        }
        if end == 0 {
            return titles;
        }
        rest = &rest[end..];
    }
}

fn last_name(action: &str) -> Option<&str> {
    let (_, name) = action.rsplit_once('.')?;
    let name = &name[..name.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(name.len())];
    (!name.is_empty()).then_some(name)
}
