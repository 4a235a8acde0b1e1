//! Patterns of names: `*` stands for anything within a component, `**` for anything across components.

use regex::RegexSet;

/// Names that any of some patterns fits.
#[derive(Clone, Debug)]
pub enum Patterns {
    /// All names: `**` alone.
    All,
    /// Those that one of these fits.
    Some(RegexSet),
}

impl Patterns {
    /// Reads patterns. Each is checked with [`check`] first, by who knows where it stands.
    ///
    /// # Errors
    /// What is wrong, where all of them together are too large.
    pub fn new<'a>(patterns: impl IntoIterator<Item = &'a str>) -> Result<Self, String> {
        let patterns: Vec<&str> = patterns.into_iter().collect();
        if patterns.contains(&"**") {
            return Ok(Self::All);
        }
        let set = RegexSet::new(patterns.into_iter().map(expression));
        set.map(Self::Some).map_err(|_| "the patterns are too many or too long".to_owned())
    }

    /// Whether one of the patterns fits the whole name.
    pub fn fit(&self, name: &str) -> bool {
        match self {
            Self::All => true,
            Self::Some(set) => set.is_match(name),
        }
    }
}

/// Whether a pattern can fit a name at all.
///
/// # Errors
/// Why it cannot.
pub fn check(pattern: &str) -> Result<(), String> {
    let legal = |c: char| c.is_ascii_alphanumeric() || "._-/*".contains(c);
    if pattern.is_empty() {
        return Err("a pattern is empty; \"**\" fits all names".to_owned());
    }
    if let Some(wrong) = pattern.chars().find(|c| !legal(*c)) {
        return Err(format!("{wrong:?} cannot stand in the pattern {pattern:?}: names and the wildcards * and ** can"));
    }
    if pattern.contains("***") || pattern.len() > 255 {
        return Err(format!("the pattern {pattern:?} is too long or has more than two stars in a row"));
    }
    if pattern.split('/').any(str::is_empty) {
        return Err(format!("the pattern {pattern:?} has an empty component"));
    }
    Ok(())
}

fn expression(pattern: &str) -> String {
    let mut expression = String::from("^");
    let mut rest = pattern;
    while !rest.is_empty() {
        let at_start = expression.len() == 1 || expression.ends_with('/');
        if let Some(after) = rest.strip_prefix("**/").filter(|_| at_start) {
            // Any number of components, and none too.
            expression.push_str("(?:.*/)?");
            rest = after;
        } else if let Some(after) = rest.strip_prefix("**") {
            expression.push_str(".*");
            rest = after;
        } else if let Some(after) = rest.strip_prefix('*') {
            expression.push_str("[^/]*");
            rest = after;
        } else {
            let end = rest.find('*').unwrap_or(rest.len());
            expression.push_str(&regex::escape(&rest[..end]));
            rest = &rest[end..];
        }
    }
    expression.push('$');
    expression
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fits(pattern: &str, name: &str) -> bool {
        check(pattern).unwrap();
        Patterns::new([pattern]).unwrap().fit(name)
    }

    #[test]
    fn stars_stay_within_a_component_and_double_stars_do_not() {
        for (pattern, name, expected) in [
            ("**", "a/b/c", true),
            ("*", "a", true),
            ("*", "a/b", false),
            ("lib/*", "lib/x", true),
            ("lib/*", "lib/x/y", false),
            ("lib/*", "lib", false),
            ("lib/*", "xlib/y", false),
            ("team/**", "team/a/b", true),
            ("team/**", "team/a", true),
            ("team/**", "team", false),
            ("team/**", "teams/a", false),
            ("**/base", "base", true),
            ("**/base", "a/b/base", true),
            ("**/base", "a/xbase", false),
            ("a/**/z", "a/z", true),
            ("a/**/z", "a/b/c/z", true),
            ("a.b", "a.b", true),
            ("a.b", "axb", false),
            ("v*", "v1.2", true),
            ("v*", "1v", false),
            ("a*b*c", "a-x-b-y-c", true),
        ] {
            assert_eq!(fits(pattern, name), expected, "{pattern} on {name}");
        }
        let several = Patterns::new(["a", "b/*"]).unwrap();
        assert!(several.fit("a") && several.fit("b/c") && !several.fit("c"));
    }

    #[test]
    fn what_can_fit_nothing_is_refused() {
        for wrong in ["", "a//b", "/a", "a/", "a b", "a***", "a?", "[a]", "a\nb", "ä"] {
            assert!(check(wrong).is_err(), "{wrong:?}");
        }
    }

    proptest! {
        #[test]
        fn a_name_fits_itself_and_all(name in "[a-z0-9]{1,8}([._-][a-z0-9]{1,4}){0,3}(/[a-z0-9]{1,5}){0,4}") {
            prop_assert!(fits(&name, &name));
            let (first, rest) = name.split_once('/').unwrap_or((&name, ""));
            let pattern = format!("{first}/**");
            prop_assert_eq!(fits(&pattern, &name), !rest.is_empty());
        }

        #[test]
        fn no_pattern_panics(pattern in ".{0,40}", name in "[a-z/]{0,20}") {
            if check(&pattern).is_ok() {
                let _ = Patterns::new([pattern.as_str()]).map(|patterns| patterns.fit(&name));
            }
        }
    }
}
