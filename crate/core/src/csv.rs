//! Rows for spreadsheets.

/// A row as CSV writes it (RFC 4180), without its line end. A cell that a spreadsheet would run as a formula begins with
/// an apostrophe: the values come from attackers.
///
/// ```
/// use secdo_core::csv::row;
/// assert_eq!(row(["a", "b,c", "d\"e", "=1+1"]), "a,\"b,c\",\"d\"\"e\",'=1+1");
/// ```
#[must_use]
pub fn row<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let mut row = String::new();
    for (index, value) in cells.into_iter().enumerate() {
        if index > 0 {
            row.push(',');
        }
        let guard = if value.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
        if value.contains([',', '"', '\r', '\n']) {
            row.push('"');
            row.push_str(guard);
            row.push_str(&value.replace('"', "\"\""));
            row.push('"');
        } else {
            row.push_str(guard);
            row.push_str(value);
        }
    }
    row
}
